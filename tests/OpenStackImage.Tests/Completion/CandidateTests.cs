using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Completion;

/// <summary>The candidates that Tab shows, the validity of the inserted text, and the time limit of Tab.</summary>
public sealed class CandidateTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("Set-OSImage x -Tag ")]
    [InlineData("Set-OSImage x -RemoveTag ")]
    [InlineData("Set-OSImage x -RemoveProperty ")]
    [InlineData("Import-OSImage x -Store ")]
    [InlineData("Connect-OpenStack -Region ")]
    [InlineData("Connect-OpenStack -UserName ")]
    [InlineData("Get-OSImageTask -Task ")]
    [InlineData("Get-OSProject x -ProjectDomain ")]
    [InlineData("Add-OSImageLocation x http://x -HashValue ")]
    [InlineData("New-OSImageMetadefTag x ")]
    [InlineData("Get-OSImageMetadefTag x ")]
    public void No_file_name_is_proposed(string line)
    {
        using var folder = new CloudsFolder(Shell);
        folder.Write("README.md", "text");

        Assert.Empty(Shell.Complete(line));
    }

    [Fact]
    public async Task Only_members_of_the_image_are_proposed_for_removal()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("tab"));
        await Demo.ShareAsync(id, Alt.ProjectId);
        Connect(Admin);

        var candidate = Assert.Single(Complete($"Remove-OSImageMember {id} "));

        Assert.Equal(("alt", $"{Alt.ProjectId} pending"), (candidate.CompletionText, candidate.ToolTip));
        Assert.Contains(Complete($"Add-OSImageMember {id} "), other => other.CompletionText == "demo");
    }

    [Fact]
    public async Task Only_tags_and_properties_of_the_image_are_proposed_for_removal()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("tab"));
        Connect(Demo);
        Shell.Run($"Set-OSImage {id} -AddTag gold, 'two words' -Property @{{ os_distro = 'ubuntu' }}").MustSucceed();

        var tags = Complete($"Set-OSImage {id} -RemoveTag ").Select(candidate => candidate.CompletionText);
        Assert.Equal(["'two words'", "gold"], tags.Order(StringComparer.Ordinal));
        Assert.Equal(["os_distro"], Complete($"Set-OSImage {id} -RemoveProperty ").Select(candidate => candidate.CompletionText));
        Assert.Contains(Complete("Get-OSImage -Tag go"), candidate => candidate.CompletionText == "gold");
    }

    [Fact]
    public void The_content_of_a_namespace_is_proposed()
    {
        Connect(Demo);

        Assert.Equal("watchdog_action", Assert.Single(Complete("Get-OSImageMetadefProperty OS::Compute::Watchdog w")).CompletionText);
        Assert.Contains(Complete("Get-OSImageSchema member -Name m"), candidate => candidate.CompletionText == "member_id");
    }

    [Theory]
    [InlineData("Get-OSImage -Image ")]
    [InlineData("Get-OSImage -Image x, ")]
    public async Task A_numeric_name_is_quoted(string line)
    {
        var name = "22.10" + Random.Shared.Next(1000, 9999).ToString(CultureInfo.InvariantCulture) + "0";
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);

        var candidate = Assert.Single(Complete(line + name[..6]), candidate => candidate.ListItemText == name);

        Assert.Equal($"'{name}'", candidate.CompletionText);
        Assert.Contains(id, Shell.Run($"Get-OSImage -Image {candidate.CompletionText}, {candidate.CompletionText}").Texts("Id"));
    }

    [Fact]
    public async Task Wildcard_characters_of_a_name_are_escaped_for_a_pattern()
    {
        var name = TestCloud.Name("tab").Replace(' ', '-') + "[1]*";
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);

        var candidate = Assert.Single(Complete($"Get-OSImage -Name {name[..^4]}"));

        Assert.Equal(name, candidate.ListItemText);
        Assert.Equal([id], Shell.Run($"Get-OSImage -Name {candidate.CompletionText}").MustSucceed().Texts("Id"));
    }

    [Fact]
    public async Task A_control_character_of_a_name_is_neither_shown_nor_inserted()
    {
        var stem = TestCloud.Name("tab").Replace(' ', '-');
        var id = await Demo.CreateImageAsync(stem + "\u001b[2J");
        Connect(Demo);

        var candidate = Assert.Single(Complete($"Get-OSImage {stem}"));

        Assert.Equal((id, stem + "\u241b[2J"), (candidate.CompletionText, candidate.ListItemText));
    }

    [Fact]
    public async Task Completion_does_not_depend_on_the_culture()
    {
        var name = TestCloud.Name("tab").Replace(' ', '-') + "-IMAGE";
        await Demo.CreateImageAsync(name);
        Connect(Demo);

        Shell.Run("[cultureinfo]::CurrentCulture = 'tr-TR'").MustSucceed();

        Assert.Equal(name, Assert.Single(Complete($"Get-OSImage {name.ToLowerInvariant()}")).CompletionText);
        Assert.Equal("file", Assert.Single(Complete("Import-OSImage x -Store FI")).CompletionText);
    }

    [LocalCloudFact("counts the requests of the cloud")]
    public void A_second_Tab_sends_no_request()
    {
        Connect(Demo);
        Complete("Import-OSImage x -Store f");
        var before = Requests().Length;

        Assert.NotEmpty(Complete("Import-OSImage x -Store fa"));
        Assert.Equal(before, Requests().Length);
    }

    [LocalCloudFact("the cloud hangs on purpose")]
    public void An_unresponsive_cloud_does_not_block_Tab()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { Hang = true });
        try
        {
            var watch = Stopwatch.StartNew();
            Assert.Empty(Shell.Complete("Get-OSImage ub"));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience.Limit);
        }
        finally
        {
            Cloud.Local.Faults.Clear();
        }
    }

    private IReadOnlyList<CompletionResult> Complete(string line) => Shell.CompleteInTime(line);
}
