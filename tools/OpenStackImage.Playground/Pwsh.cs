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
        if (Installed(version) is { } installed)
        {
            return installed;
        }

        progress.WriteLine($"Restoring PowerShell {version} ...");
        _ = Dotnet(progress, "tool", "restore", "--tool-manifest", manifest);
        return Installed(version) ?? throw new InvalidOperationException($"dotnet tool restore has not installed PowerShell {version}.");
    }

    /// <summary>
    /// Returns the path of pwsh.dll if the tool is installed. A tool that was restored before stays where it is when another folder for
    /// packages is set, so that the default folder counts too.
    /// </summary>
    private static string? Installed(string version)
    {
        var platform = OperatingSystem.IsWindows() ? "win" : "unix";
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = [Metadata("PackageFolder"), Path.Combine(profile, ".nuget", "packages")];
        return folders
            .Select(folder => Path.Combine(folder, "powershell", version, "tools", "net10.0", "any", platform, "pwsh.dll"))
            .FirstOrDefault(File.Exists);
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
