using OpenStackImage.Playground;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Loader;

/// <summary>Runs the Pester tests of tests/shell, each file in a separate PowerShell process with a local cloud.</summary>
public sealed class PesterTests
{
    private static readonly string Folder = Path.Combine(Build.Root, "tests", "shell");

    /// <summary>A file starts many processes, one after another.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<string> Files
        => [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [LocalCloudTheory("each file starts a local cloud")]
    [MemberData(nameof(Files))]
    public async Task Pester_tests_pass(string file)
    {
        var pwsh = Pwsh.Find(TextWriter.Null);
        var variables = new Dictionary<string, string>
        {
            ["NO_COLOR"] = "1",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
        };

        var run = await PlaygroundProcess.RunAsync(
            "dotnet",
            [
                pwsh, "-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-ShellTest.ps1"), "-Path",
                Path.Combine(Folder, file), "-Pester", Build.Pester,
            ],
            variables,
            Limit);

        Assert.True(run.ExitCode == 0, $"{run.Output}{run.Errors}");
    }
}
