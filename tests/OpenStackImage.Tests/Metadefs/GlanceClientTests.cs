using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>The glance client reads what the module has changed, and vice versa.</summary>
public sealed class GlanceClientTests(TestCloud cloud) : MetadefTests(cloud)
{
    [GlanceClientFact]
    public async Task Objects_that_the_module_creates_are_visible_to_the_client()
    {
        var space = Made("-Visibility public -DisplayName Seen");
        Shell.Run($"New-OSImageMetadefProperty {space} speed -Type integer; New-OSImageMetadefTag {space} fast").MustSucceed();

        Assert.Matches(@"\| display_name +\| Seen", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-namespace-show", space));
        Assert.Matches(@"\| type +\| integer", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-property-show", space, "speed"));
        Assert.Contains("fast", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-tag-list", space), StringComparison.Ordinal);
    }

    [GlanceClientFact]
    public async Task Objects_that_the_client_creates_are_visible_to_the_module()
    {
        Connect(Admin);
        var space = Space();
        await OpenStackClient.GlanceAsync(Cloud, Admin, "md-namespace-create", space, "--display-name", "Made", "--visibility", "public");
        await OpenStackClient.GlanceAsync(Cloud, Admin, "md-tag-create", space, "--name", "fast");

        Assert.Equal("DisplayName=Made Tags=fast", Shown($"Get-OSImageMetadefNamespace {space}", "DisplayName", "Tags"));
    }
}
