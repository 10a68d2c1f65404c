using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace OpenStackImage.Playground;

/// <summary>
/// The PowerShell that <c>.config/dotnet-tools.json</c> pins: a .NET tool, so that a machine with the .NET SDK needs nothing else.
/// </summary>
public static class Pwsh
{
    private static readonly string Root = Metadata("RepositoryRoot");

    /// <summary>Returns the path of pwsh.dll, which <c>dotnet</c> runs. Restores the tool if it is not installed.</summary>
    /// <param name="progress">Receives a line before the tool is restored.</param>
    /// <exception cref="InvalidOperationException">The tool cannot be restored.</exception>
    public static string Find(TextWriter progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var manifest = Path.Combine(Root, ".config", "dotnet-tools.json");
        using var tools = JsonDocument.Parse(File.ReadAllText(manifest));
        var version = tools.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString()!;
        var platform = OperatingSystem.IsWindows() ? "win" : "unix";
        var program = Path.Combine(Metadata("PackageFolder"), "powershell", version, "tools", "net10.0", "any", platform, "pwsh.dll");
        if (!File.Exists(program))
        {
            progress.WriteLine($"Restoring PowerShell {version} ...");
            _ = Dotnet(progress, "tool", "restore", "--tool-manifest", manifest);
        }

        return File.Exists(program) ? program : throw new InvalidOperationException($"dotnet tool restore has not installed {program}.");
    }

    /// <summary>Returns the path of a script of this project.</summary>
    internal static string Script(string name) => Path.Combine(Root, "tools", "OpenStackImage.Playground", name);

    /// <summary>Builds the module and returns the exit code.</summary>
    internal static int BuildModule(TextWriter progress)
    {
        progress.WriteLine("Building the module (the first build takes about a minute) ...");
        return Dotnet(
            progress,
            "build",
            Path.Combine(Root, "src", "OpenStackImage"),
            "--configuration",
            Metadata("Configuration"),
            "--nologo",
            "--verbosity",
            "minimal");
    }

    /// <summary>Runs a program of .NET in this terminal and returns its exit code.</summary>
    internal static async Task<int> RunAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int Dotnet(TextWriter progress, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = Root })!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            progress.WriteLine(line);
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Metadata(string key) => typeof(Pwsh).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
