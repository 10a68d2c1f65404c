using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>Metadata definitions watched from outside: what the module does the glance client sees, and the other way round.</summary>
public sealed class GlanceClientTests(TestCloud cloud) : MetadefTests(cloud)
{
    [GlanceClientFact]
    public async Task What_the_module_makes_the_client_sees()
    {
        var space = Made("-Visibility public -DisplayName Seen");
        Shell.Run($"New-OSImageMetadefProperty {space} speed -Type integer; New-OSImageMetadefTag {space} fast").MustSucceed();

        Assert.Matches(@"\| display_name +\| Seen", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-namespace-show", space));
        Assert.Matches(@"\| type +\| integer", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-property-show", space, "speed"));
        Assert.Contains("fast", await OpenStackClient.GlanceAsync(Cloud, Demo, "md-tag-list", space), StringComparison.Ordinal);
    }

    [GlanceClientFact]
    public async Task What_the_client_makes_the_module_sees()
    {
        Connect(Admin);
        var space = Space();
        await OpenStackClient.GlanceAsync(Cloud, Admin, "md-namespace-create", space, "--display-name", "Made", "--visibility", "public");
        await OpenStackClient.GlanceAsync(Cloud, Admin, "md-tag-create", space, "--name", "fast");

        Assert.Equal("DisplayName=Made Tags=fast", Shown($"Get-OSImageMetadefNamespace {space}", "DisplayName", "Tags"));
    }
}
