using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The program that people start first. It brings a cloud of its own, so that one leg of the tests is enough.</summary>
public sealed class PlaygroundTests
{
    private const string OwnCloud = "the playground brings its own cloud, and one leg is enough";

    [LocalCloudFact(OwnCloud)]
    public async Task The_tour_shows_the_member_table()
    {
        var process = await PlaygroundProcess.RunAsync();

        Assert.Equal("", process.Errors);
        Assert.Equal(0, process.ExitCode);
        var lines = process.Lines.SkipWhile(line => line != "PS> Get-OSImageMember 'cirros-0.6.1-x86_64-disk'").ToArray();
        Assert.Equal(["ImageId", "MemberId", "Status"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^[0-9a-f-]{36} [0-9a-f]{32} pending$", lines[3]);
        Assert.Contains("not a PowerShell", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', process.Output);
    }

    [LocalCloudTheory(OwnCloud)]
    [InlineData("'fine'", 0, "fine")]
    [InlineData("(Get-OSImageMember 'cirros-0.6.1-x86_64-disk').Status", 0, "pending")]
    [InlineData("exit 7", 7, "")]
    [InlineData("'before'; exit 3; 'after'", 3, "before")]
    [InlineData("Get-OSImage 'no such image' -ErrorAction SilentlyContinue; 'recovered'", 0, "recovered")]
    public async Task A_command_is_run_and_its_exit_code_handed_on(string command, int exitCode, string output)
    {
        var process = await PlaygroundProcess.RunAsync("-Command", command);

        Assert.Equal((exitCode, output, ""), (process.ExitCode, process.Output.TrimEnd(), process.Errors));
    }

    [LocalCloudTheory(OwnCloud)]
    [InlineData("Get-OSImage 'no such image'", "There is no image named 'no such image'")]
    [InlineData("throw 'so there'", "so there")]
    [InlineData("Get-OSImage -Session $null", "Session")]
    [InlineData("No-SuchCommand", "No-SuchCommand")]
    [InlineData("if (", "Missing")]
    public async Task A_command_that_fails_says_so_on_stderr_and_exits_with_1(string command, string message)
    {
        var process = await PlaygroundProcess.RunAsync("-Command", command);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(message, process.Errors, StringComparison.Ordinal);
        Assert.Equal("", process.Output.Trim());
    }

    [LocalCloudTheory(OwnCloud)]
    [InlineData("'from a file'\n", 0, "from a file", "")]
    [InlineData("'from a file'\nexit 5\n", 5, "from a file", "")]
    [InlineData("'from a file'\nthrow 'so there'\n", 1, "from a file", "so there")]
    public async Task A_file_is_run_and_its_exit_code_handed_on(string script, int exitCode, string output, string error)
    {
        var folder = Directory.CreateTempSubdirectory("it's ");
        try
        {
            var file = Path.Combine(folder.FullName, "script.ps1");
            await File.WriteAllTextAsync(file, script);

            var process = await PlaygroundProcess.RunAsync("-File", file);

            Assert.Equal((exitCode, output), (process.ExitCode, process.Output.TrimEnd()));
            Assert.Contains(error, process.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LocalCloudFact(OwnCloud)]
    public async Task An_unknown_option_is_explained()
    {
        var process = await PlaygroundProcess.RunAsync("-Nonsense");

        Assert.Equal(64, process.ExitCode);
        Assert.Contains("-Nonsense", process.Errors, StringComparison.Ordinal);
        Assert.Contains("-Command", process.Errors, StringComparison.Ordinal);
    }

    [LocalCloudFact(OwnCloud)]
    public async Task Help_is_no_error()
    {
        var process = await PlaygroundProcess.RunAsync("-Help");

        Assert.Equal((0, ""), (process.ExitCode, process.Errors));
        Assert.Contains("Import-Module ./OpenStackImage.psd1", process.Output, StringComparison.Ordinal);
    }

    [LocalCloudFact(OwnCloud)]
    public async Task Without_a_cloud_nothing_is_connected()
    {
        var process = await PlaygroundProcess.RunAsync("-NoCloud", "-Command", "Get-OSImage");

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Connect-OpenStack", process.Errors, StringComparison.Ordinal);
    }
}
