using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Completion;

/// <summary>Tab with several sessions, and the regions of clouds.</summary>
public sealed class SessionCandidateTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task With_several_sessions_the_images_of_all_are_proposed_with_the_cloud_in_the_tooltip()
    {
        var stem = TestCloud.Name("tab").Replace(' ', '-');
        var ofDemo = await Demo.CreateImageAsync(stem + "-demo", "private");
        var ofAlt = await Alt.CreateImageAsync(stem + "-alt", "private");
        Connect(Demo, "-Name one");
        Connect(Alt, "-Name two");
        Shell.Run("$both = $demo, $alt").MustSucceed();

        foreach (var sessions in new[] { "$demo, $alt", "one, two", "$both" })
        {
            var found = Complete($"Get-OSImage -Session {sessions} {stem}", atLeast: 2);

            Assert.Equal(
                [(stem + "-alt", $"two: {ofAlt} queued private"), (stem + "-demo", $"one: {ofDemo} queued private")],
                found.Select(candidate => (candidate.CompletionText, candidate.ToolTip)));
        }
    }

    [Fact]
    public async Task An_image_that_both_sessions_see_is_proposed_once()
    {
        var stem = TestCloud.Name("tab").Replace(' ', '-');
        var id = await Demo.CreateImageAsync(stem, "private");
        Connect(Admin, "-Name two");
        Connect(Demo, "-Name one");

        var found = Shell.CompleteInTime(
            $"Get-OSImage -Session one, two {stem}",
            candidates => candidates[0].ToolTip.Contains("; ", StringComparison.Ordinal))[0];

        Assert.Equal((stem, $"one: {id} queued private; two: {id} queued private"), (found.CompletionText, found.ToolTip));
        Assert.Equal($"{id} queued private", Assert.Single(Complete($"Get-OSImage -Session one, one {stem}", atLeast: 1)).ToolTip);
    }

    [LocalCloudFact("the region of a real one is called as its operators like")]
    public void The_regions_of_the_catalog_are_proposed()
    {
        using var folder = new CloudsFolder(Shell);
        Assert.Empty(Shell.Complete($"Connect-OpenStack -AuthUrl {Cloud.AuthUrl} -Region "));
        Connect(Demo);

        Assert.Equal(["RegionOne"], Words($"Connect-OpenStack -AuthUrl {Cloud.AuthUrl} -Region "));
        Assert.Equal(["RegionOne"], Words("Import-OSImage x -RemoteRegion r"));
        Assert.Empty(Shell.Complete("Connect-OpenStack -AuthUrl https://other.example.com/v3 -Region "));
    }

    [Fact]
    public void Regions_from_clouds_yaml_are_proposed()
    {
        using var folder = new CloudsFolder(Shell).Write("clouds.yaml", """
            clouds:
              two:
                auth: { auth_url: https://two.example.com/v3 }
                regions: [north, South 2]
              one:
                auth: { auth_url: https://one.example.com/v3 }
                region_name: only
              broken: 7
            """);

        Assert.Equal(["'South 2'", "north"], Words("Connect-OpenStack two -Region "));
        Assert.Equal(["'South 2'"], Words("Connect-OpenStack -Cloud two -Region so"));
        Assert.Equal(["only"], Words("Connect-OpenStack one -Region "));
        Assert.Empty(Words("Connect-OpenStack none -Region "));
    }

    private string[] Words(string line)
        => [.. Shell.Complete(line).Select(found => found.CompletionText).Order(StringComparer.Ordinal)];

    /// <summary>A slow cloud may exceed the time limit of Tab. Users press it again.</summary>
    private IReadOnlyList<CompletionResult> Complete(string line, int atLeast)
        => Shell.CompleteInTime(line, found => found.Count >= atLeast);
}
