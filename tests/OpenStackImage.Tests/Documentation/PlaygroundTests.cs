using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The playground as a program. It starts a cloud, so that it need not be tested with each real cloud.</summary>
public sealed partial class PlaygroundTests
{
    private const string OwnCloud = "the playground starts its own cloud, and one leg is enough";

    [LocalCloudFact(OwnCloud)]
    public async Task The_tour_shows_the_member_table()
    {
        var process = await PlaygroundProcess.RunAsync();

        Assert.Equal("", process.Errors);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("PowerShell 7.6", process.Lines[0], StringComparison.Ordinal);
        var lines = process.Lines.SkipWhile(line => line != "PS> Get-OSImageMember 'cirros-0.6.1-x86_64-disk'").ToArray();
        Assert.Equal(["ImageId", "MemberId", "Status"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^[0-9a-f-]{36} [0-9a-f]{32} pending$", lines[3]);
        Assert.DoesNotContain('\u001b', process.Output);
    }

    [LocalCloudFact(OwnCloud)]
    public async Task The_page_of_the_playground_contains_what_it_prints()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Build.Root, "docs", "playground.md"));
        var shown = page.Split("```")[1].Split('\n').Skip(1).Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        var interactive = await File.ReadAllTextAsync(Path.Combine(Build.Root, "tools", "OpenStackImage.Playground", "Tour.ps1"));

        var process = await PlaygroundProcess.RunAsync();

        Assert.Equal(process.Lines.Select(WithoutChance), shown.Select(WithoutChance));
        var lastLine = page.Split('\n').Single(line => line.StartsWith("    Try your own commands", StringComparison.Ordinal)).Trim();
        Assert.Contains(lastLine, interactive, StringComparison.Ordinal);
    }

    [LocalCloudTheory(OwnCloud)]
    [InlineData("(Get-OSImageMember 'cirros-0.6.1-x86_64-disk').Status", 0, "pending")]
    [InlineData("'before'; exit 3; 'after'", 3, "before")]
    [InlineData("Get-OSImage debian-12 | Select-Object -ExpandProperty Name", 0, "debian-12")]
    public async Task A_command_runs_and_determines_the_exit_code(string command, int exitCode, string output)
    {
        var process = await PlaygroundProcess.RunAsync("-Command", command);

        Assert.Equal((exitCode, output, ""), (process.ExitCode, process.Output.TrimEnd(), process.Errors));
    }

    [LocalCloudFact(OwnCloud)]
    public async Task A_command_that_fails_writes_to_stderr_and_exits_with_1()
    {
        var process = await PlaygroundProcess.RunAsync("-Command", "Get-OSImage 'no such image'");

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("No image named 'no such image'", process.Errors, StringComparison.Ordinal);
        Assert.Equal("", process.Output.Trim());
    }

    [LocalCloudTheory(OwnCloud)]
    [InlineData("param($Name) \"from a file: $Name\"\nexit 5\n", 5, "from a file: debian", "")]
    [InlineData("'from a file'\nthrow 'so there'\n", 1, "from a file", "so there")]
    public async Task A_file_runs_with_its_arguments_and_determines_the_exit_code(string script, int exitCode, string output, string error)
    {
        var folder = Directory.CreateTempSubdirectory("it's ");
        try
        {
            var file = Path.Combine(folder.FullName, "script.ps1");
            await File.WriteAllTextAsync(file, script);

            var process = await PlaygroundProcess.RunAsync("-File", file, "debian");

            Assert.Equal((exitCode, output), (process.ExitCode, process.Output.TrimEnd()));
            Assert.Contains(error, process.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LocalCloudFact(OwnCloud)]
    public async Task An_unknown_option_causes_the_error_of_PowerShell()
    {
        var process = await PlaygroundProcess.RunAsync("-Nonsense");

        Assert.Equal(64, process.ExitCode);
        Assert.Contains("-Nonsense", process.Errors, StringComparison.Ordinal);
    }

    /// <summary>Replaces IDs and durations, which differ from run to run.</summary>
    private static string WithoutChance(string line) => Duration().Replace(Id().Replace(line, "ID"), " MS /");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}-[0-9a-f-]*…|[0-9a-f]{32}")]
    private static partial Regex Id();

    [GeneratedRegex(@" +\d+\.\d /")]
    private static partial Regex Duration();
}
