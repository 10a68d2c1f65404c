namespace OpenStackImage.Configuration;

/// <summary>
/// The profiles of public clouds that openstacksdk ships: the data of openstack/config/vendors/ at commit 94758e92b (2026-08-21), as far as
/// it concerns signing in and images. For ovh and vexxhost, whose profiles openstacksdk has downloaded since 2020, these are the last
/// profiles that it shipped.
/// </summary>
internal static class VendorProfiles
{
    private const string NoLongerExists = "shutdown";

    private static readonly Vendor[] Known =
    [
        new("auro", "https://api.van2.auro.io:5000/v3", ["RegionOne"]),
        new("betacloud", "https://api-1.betacloud.de:5000", ["betacloud-1"], NoLongerExists),
        new("binero", "https://auth.binero.cloud:5000/v3", ["europe-se-1"]),
        new("catalyst", "https://api.cloud.catalyst.net.nz:5000/v3", ["nz-por-1", "nz_wlg_2"]),
        new("citycloud", "https://{region_name}.citycloud.com:5000/v3/", ["Buf1", "Fra1", "Sto2", "Kna1", "dx1", "tky1"]),
        new("dreamcompute", "https://iad2.dream.io:5000", ["RegionOne"]),
        new("elastx", "https://ops.elastx.cloud:5000/v3", ["se-sto"]),
        new("entercloudsuite", "https://api.entercloudsuite.com/", ["it-mil1", "nl-ams1", "de-fra1"]),
        new("fuga", "https://identity.api.fuga.io:5000", ["cystack"]),
        new("ibmcloud", "https://identity.open.softlayer.com", ["london"], NoLongerExists),
        new("internap", "https://identity.api.cloud.inap.com", ["ams01", "da01", "nyj01", "sin01", "sjc01"], NoLongerExists),
        new("limestonenetworks", "https://auth.cloud.lstn.net:5000/v3", ["us-dfw-1", "us-slc"]),
        new("otc", "https://iam.{region_name}.otc.t-systems.com/v3", ["eu-de", "eu-nl"]),
        new("otc-swiss", "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", ["eu-ch2"]),
        new("ovh", "https://auth.cloud.ovh.net/", OvhRegions),
        new("ovh-us", "https://auth.cloud.ovh.us/", ["US-EAST-VA-1", "US-WEST-OR-1", "US-EAST-VA", "US-WEST-OR"]),
        new("switchcloud", "https://identity.compute.cloud.switch.ch/v3", ["zhw", "zhc"]),
        new("switchengines", "https://keystone.cloud.switch.ch:5000/v3", ["LS", "ZH"]),
        new("ultimum", "https://console.ultimum-cloud.com:5000/", ["RegionOne"], NoLongerExists),
        new("unitedstack", "https://identity.api.ustack.com/v3", ["bj1", "gd1"], NoLongerExists),
        new("vexxhost", "https://auth.vexxhost.net/v3", ["ca-ymq-1", "sjc1"]),
        new("zetta", "https://identity.api.zetta.io/v3", ["no-osl1"]),

        // The cloud has only Keystone v2, which this module does not support, as the error states.
        new("conoha", "https://identity.{region_name}.conoha.io", ["sin1", "sjc1", "tyo1"], IdentityVersion: "2"),
        new(
            "rackspace",
            "https://identity.api.rackspacecloud.com/v2.0/",
            ["DFW", "HKG", "IAD", "ORD", "SYD", "LON"],
            IdentityVersion: "2.0"),
    ];

    private static string[] OvhRegions =>
    [
        "BHS", "BHS1", "BHS3", "BHS5", "DE", "DE1", "GRA", "GRA1", "GRA5", "GRA7", "SBG", "SBG1", "SBG5",
        "UK", "UK1", "WAW", "WAW1", "SYD1", "SGP1",
    ];

    /// <summary>Returns the settings of a profile; null if it is not built in.</summary>
    /// <exception cref="ConfigurationFileException">The cloud no longer exists.</exception>
    public static ConfigurationNode? Find(string name)
    {
        var vendor = Array.Find(Known, known => known.Name == name);
        if (vendor?.Status == NoLongerExists)
        {
            throw new ConfigurationFileException($"The profile '{name}' belongs to a cloud that no longer exists.");
        }

        return vendor is null ? null : ToNode(vendor);
    }

    private static ConfigurationNode ToNode(Vendor vendor)
    {
        var place = $"the built-in profile '{vendor.Name}'";
        ConfigurationNode Text(string text) => ConfigurationNode.Single(place, text);
        var auth = new Dictionary<string, ConfigurationNode> { [SettingNames.AuthUrl[0]] = Text(vendor.AuthUrl) };
        return ConfigurationNode.Mapping(place, new Dictionary<string, ConfigurationNode>
        {
            [SettingNames.Auth] = ConfigurationNode.Mapping(place, auth),
            [SettingNames.Regions] = ConfigurationNode.List(place, [.. vendor.Regions.Select(Text)]),
            [SettingNames.IdentityApiVersion[0]] = Text(vendor.IdentityVersion),
        });
    }

    private sealed record Vendor(string Name, string AuthUrl, string[] Regions, string? Status = null, string IdentityVersion = "3");
}
