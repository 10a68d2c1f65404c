using System.Diagnostics;
using OpenStackImage.Playground;

namespace OpenStackImage.Tests.Harness;

/// <summary>The playground or another program, which is run until it exits.</summary>
internal sealed record PlaygroundProcess(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();

    public static Task<PlaygroundProcess> RunAsync(params string[] arguments)
        => RunAsync("dotnet", [Path.Combine(Build.PlaygroundFolder, "OpenStackImage.Playground.dll"), .. arguments]);

    /// <summary>Runs a script in PowerShell itself.</summary>
    /// <param name="script">The text of -Command.</param>
    /// <param name="account">The account of the OS_* variables; null sets none.</param>
    /// <param name="pwsh">The path of another pwsh.dll.</param>
    public static Task<PlaygroundProcess> PwshAsync(string script, CloudAccount? account = null, string? pwsh = null)
    {
        var variables = new Dictionary<string, string> { ["NO_COLOR"] = "1" };
        if (account is not null)
        {
            variables["OS_AUTH_URL"] = account.AuthUrl.AbsoluteUri;
            variables["OS_USERNAME"] = account.UserName;
            variables["OS_PASSWORD"] = account.Password;
            variables["OS_PROJECT_NAME"] = account.ProjectName;
            variables["OS_USER_DOMAIN_NAME"] = variables["OS_PROJECT_DOMAIN_NAME"] = CloudAccount.Domain;
        }

        return RunAsync("dotnet", [pwsh ?? Pwsh.Find(TextWriter.Null), "-NoProfile", "-NonInteractive", "-Command", script], variables);
    }

    public static async Task<PlaygroundProcess> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(limit ?? Patience.ForAProcess);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new PlaygroundProcess(process.ExitCode, await output, await errors);
    }
}
