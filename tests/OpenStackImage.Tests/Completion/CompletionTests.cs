using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Completion;

/// <summary>Tab completion.</summary>
public sealed class CompletionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("Get-OSImageMember {0}")]
    [InlineData("Get-OSImageMember -Image {0}")]
    [InlineData("Add-OSImageMember -Project x {0}")]
    [InlineData("Copy-OSImageMember -From {0}")]
    [InlineData("Copy-OSImageMember -From x -To y, {0}")]
    [InlineData("Get-OSImageMember '{0}")]
    public async Task Images_complete_by_name_with_ID_and_status_as_tooltip(string line)
    {
        var stem = Stem();
        var id = await Demo.CreateImageAsync(stem + "-disk");
        Connect(Demo);

        var result = Assert.Single(Complete(string.Format(null, line, stem)));

        Assert.Equal((stem + "-disk", stem + "-disk"), (result.CompletionText, result.ListItemText));
        Assert.Equal($"{id} queued shared", result.ToolTip);
    }

    [Theory]
    [InlineData(" with blanks")]
    [InlineData("$dollar")]
    [InlineData("it's")]
    [InlineData(";Remove-Item x")]
    [InlineData("(1)")]
    public async Task A_name_with_spaces_is_quoted_and_finds_its_image(string end)
    {
        var stem = Stem();
        var id = await Demo.CreateImageAsync(stem + end);
        Connect(Demo);

        var result = Assert.Single(Complete($"Get-OSImage {stem}"));

        Assert.StartsWith("'", result.CompletionText, StringComparison.Ordinal);
        Assert.Equal([id], Shell.Run($"Get-OSImage {result.CompletionText}").Texts("Id"));
    }

    [Fact]
    public async Task A_name_of_several_images_is_completed_with_their_IDs()
    {
        var stem = Stem();
        var ids = new[] { await Demo.CreateImageAsync(stem), await Demo.CreateImageAsync(stem) };
        Connect(Demo);

        var results = Complete($"Get-OSImage {stem}");

        Assert.Equal(ids.Order(), results.Select(result => result.CompletionText).Order());
        Assert.All(results, result => Assert.Equal(stem, result.ListItemText));
    }

    [Fact]
    public async Task An_ID_prefix_is_completed()
    {
        var id = await Demo.CreateImageAsync(Stem());
        Connect(Demo);

        Assert.Contains(Complete($"Get-OSImage {id[..12]}"), result => result.CompletionText == id);
    }

    [Theory]
    [InlineData("Add-OSImageMember x -Project al")]
    [InlineData("Add-OSImageMember x al")]
    [InlineData("Sync-OSImageMember x demo, al")]
    [InlineData("Get-OSProject al")]
    public void Projects_complete_by_name_with_the_ID_as_tooltip(string line)
    {
        Connect(Admin);

        var result = Assert.Single(Complete(line), result => result.CompletionText == "alt");

        Assert.Equal(Alt.ProjectId, result.ToolTip);
    }

    [LocalCloudFact("the stores of a real one are called as its operators like")]
    public void Stores_complete_by_their_IDs()
    {
        Connect(Demo);

        Assert.Equal(["fast", "file"], Complete("Import-OSImage x -Store ").Select(result => result.CompletionText));
        Assert.Equal("the default store", Assert.Single(Complete("Import-OSImage x -Store fi")).ToolTip);
    }

    [Theory]
    [InlineData("Set-OSImage x -Property os_dis", "os_distro=")]
    [InlineData("New-OSImage -Name x -Property os_dis", "os_distro=")]
    [InlineData("Get-OSImage -Property OS_DIS", "os_distro=")]
    [InlineData("Set-OSImage no-such-image -RemoveProperty os_dis", "os_distro")]
    public void Properties_complete_by_the_names_in_the_schema_with_the_description_as_tooltip(string line, string name)
    {
        Connect(Demo);

        var result = Assert.Single(Complete(line));

        Assert.Equal(name, result.CompletionText);
        Assert.Contains("operating system", result.ToolTip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-OSImageMember x -Status ", "accepted,pending,rejected")]
    [InlineData("Get-OSImageMember x -Status p", "pending")]
    [InlineData("Get-OSImage -Visibility ", "all,community,private,public,shared")]
    [InlineData("Get-OSImage -SharedWithMe -MemberStatus ", "accepted,all,pending,rejected")]
    [InlineData("Get-OSImage -Status act", "active")]
    [InlineData("Connect-OpenStack -Interface ", "admin,internal,public")]
    public void Words_complete_without_a_session(string line, string words)
        => Assert.Equal(words.Split(','), Complete(line).Select(result => result.CompletionText).Order());

    [Theory]
    [InlineData("Get-OSImage -Image ")]
    [InlineData("Add-OSImageMember x -Project ")]
    [InlineData("Import-OSImage x -Store ")]
    [InlineData("Set-OSImage x -Property ")]
    [InlineData("Set-OSImage no-such-image -RemoveProperty ")]
    public void Without_a_session_nothing_is_proposed_and_no_request_is_sent(string line)
    {
        Assert.Empty(Results(line));
        Assert.Empty(Shell.Run("$Error").Output);
    }

    [Fact]
    public async Task Completion_uses_the_session_on_the_command_line()
    {
        var stem = Stem();
        await Alt.CreateImageAsync(stem, "private");
        Connect(Alt, "-NotDefault");
        Connect(Demo);

        Assert.Empty(Results($"Get-OSImage {stem}"));
        Assert.Equal(stem, Assert.Single(Complete($"Get-OSImage -Session $alt {stem}")).CompletionText);
    }

    [LocalCloudFact("the cloud fails on purpose")]
    public void A_cloud_that_fails_gives_no_completions_and_no_error()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { Status = 403 });
        try
        {
            Assert.All(["Get-OSImage ub", "Import-OSImage x -Store f", "Set-OSImage x -Property os"], line => Assert.Empty(Results(line)));
            Assert.Empty(Shell.Run("$Error").Output);
        }
        finally
        {
            Cloud.Local.Faults.Clear();
        }
    }

    [Fact]
    public void After_Disconnect_nothing_is_completed()
    {
        Connect(Demo);
        Shell.Run("Disconnect-OpenStack").MustSucceed();

        Assert.Empty(Results("Get-OSImage -Session $demo ub"));
    }

    /// <summary>A word with which only the names of this test's images begin.</summary>
    private static string Stem() => TestCloud.Name("tab").Replace(' ', '-');

    /// <summary>
    /// Returns the completions after repeated attempts. If the cloud responds later than the time limit, Tab completes nothing, and users
    /// press it again.
    /// </summary>
    private IReadOnlyList<CompletionResult> Complete(string line)
        => Enumerable.Range(0, 10).Select(_ => Results(line))
            .FirstOrDefault(results => results.Count > 0) ?? throw new Xunit.Sdk.XunitException($"Nothing is offered for: {line}");

    /// <summary>
    /// Returns the completions at the end of the line, except for file names, which PowerShell adds if there are no other completions.
    /// </summary>
    private IReadOnlyList<CompletionResult> Results(string line)
        => [.. Shell.Complete(line).Where(result => result.ResultType == CompletionResultType.ParameterValue)];
}
