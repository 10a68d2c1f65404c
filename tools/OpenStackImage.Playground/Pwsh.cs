using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace OpenStackImage.Playground;

/// <summary>The PowerShell that <c>.config/dotnet-tools.json</c> pins: a .NET tool, so that a machine with the .NET SDK needs nothing else.</summary>
public static class Pwsh
{
    /// <summary>The root of the repository that this build belongs to.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Returns the path of pwsh.dll, which <c>dotnet</c> runs. Restores the tool if it is not installed.</summary>
    /// <param name="progress">Receives a line before the tool is restored.</param>
    /// <exception cref="InvalidOperationException">The tool cannot be restored.</exception>
    public static string Find(TextWriter progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var manifest = Path.Combine(RepositoryRoot, ".config", "dotnet-tools.json");
        using var tools = JsonDocument.Parse(File.ReadAllText(manifest));
        var version = tools.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString()!;
        var program = Path.Combine(
            Metadata("PackageFolder"), "powershell", version, "tools", "net10.0", "any", OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        if (!File.Exists(program))
        {
            progress.WriteLine($"Restoring PowerShell {version} ...");
            Restore(manifest);
        }

        return File.Exists(program) ? program : throw new InvalidOperationException($"dotnet tool restore has not installed {program}.");
    }

    private static void Restore(string manifest)
    {
        var start = new ProcessStartInfo("dotnet", ["tool", "restore", "--tool-manifest", manifest]) { RedirectStandardOutput = true, WorkingDirectory = RepositoryRoot };
        using var restore = Process.Start(start)!;
        var output = restore.StandardOutput.ReadToEnd();
        restore.WaitForExit();
        if (restore.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet tool restore failed. {output}");
        }
    }

    private static string Metadata(string key) => typeof(Pwsh).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
