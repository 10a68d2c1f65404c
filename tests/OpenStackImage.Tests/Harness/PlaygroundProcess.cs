using System.Diagnostics;

namespace OpenStackImage.Tests.Harness;

/// <summary>The playground, or another program, run to its end.</summary>
internal sealed record PlaygroundProcess(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();

    public static Task<PlaygroundProcess> RunAsync(params string[] arguments)
        => RunAsync("dotnet", [Path.Combine(Build.PlaygroundFolder, "OpenStackImage.Playground.dll"), .. arguments]);

    public static async Task<PlaygroundProcess> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
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
            await process.WaitForExitAsync().WaitAsync(Patience.ForAProcess);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new PlaygroundProcess(process.ExitCode, await output, await errors);
    }
}
