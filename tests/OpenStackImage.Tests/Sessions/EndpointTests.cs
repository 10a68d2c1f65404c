using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// The endpoint of the image service that a session uses: from the catalog of Keystone, which each test specifies, or from a parameter.
/// </summary>
[Collection(EnvironmentVariables.Name)]
public sealed class EndpointTests(TestCloud cloud) : CatalogTests(cloud)
{
    [Theory]
    [InlineData("-Region RegionTwo", "RegionTwo/public")]
    [InlineData("-Region RegionOne -Interface internal", "RegionOne/internal")]
    [InlineData("-Region RegionTwo -Interface admin, internal, public", "RegionTwo/internal")]
    [InlineData("-Interface admin", "RegionOne/admin")]
    public void A_region_and_a_list_of_interfaces_select_the_endpoint(string choice, string path)
    {
        Catalog.Add(
            Service(
                "image", "glance", Parse("public RegionOne, internal RegionOne, admin RegionOne, public RegionTwo, internal RegionTwo")));

        Assert.Equal(Image(path), Connect(choice).Single().Value<Uri>("ImageEndpoint"));
    }

    [Theory]
    [InlineData("region_name: RegionTwo, interface: [admin, internal]", "RegionTwo/internal")]
    [InlineData("region_name: RegionOne, image_region_name: RegionTwo", "RegionTwo/public")]
    [InlineData("region_name: RegionTwo, interface: public, image_interface: internal", "RegionTwo/internal")]
    [InlineData("region_name: RegionTwo, endpoint_type: internalURL", "RegionTwo/internal")]
    public void A_region_and_a_list_of_interfaces_in_clouds_yaml_select_the_endpoint(string settings, string path)
    {
        Catalog.Add(Service("image", "glance", Parse("public RegionOne, public RegionTwo, internal RegionTwo")));
        WriteCloud(settings);

        Assert.Equal(Image(path), Shell.Run("Connect-OpenStack -Cloud prod").Single().Value<Uri>("ImageEndpoint"));
    }

    [Theory]
    [InlineData("imagev2", "glance", "")]
    [InlineData("our-image", "glance", "image_service_type: our-image")]
    [InlineData("image", "glance-b", "image_service_name: glance-b")]
    public void The_service_type_and_the_service_name_can_be_specified(string type, string name, string settings)
    {
        if (name != "glance")
        {
            Catalog.Add(Service("image", "glance-a", ("internal", "RegionOne"), ("public", "RegionThree")));
        }

        Catalog.Add(Service(type, name, ("public", "RegionOne")));
        WriteCloud(settings);

        Assert.Equal(Image("RegionOne/public"), Shell.Run("Connect-OpenStack -Cloud prod").Single().Value<Uri>("ImageEndpoint"));
    }

    [Theory]
    [InlineData(true, false, false, "file")]
    [InlineData(true, true, false, "variable")]
    [InlineData(true, true, true, "parameter")]
    public void The_endpoint_override_with_the_highest_precedence_is_used(
        bool isInFile, bool isInVariable, bool isParameter, string path)
    {
        WriteCloud(isInFile ? $"image_endpoint_override: '{Server.Uri}file'" : "");
        Export(("OS_IMAGE_ENDPOINT_OVERRIDE", isInVariable ? $"{Server.Uri}variable" : null));

        var session = Shell.Run($"Connect-OpenStack -Cloud prod {(isParameter ? $"-ImageEndpoint {Server.Uri}parameter" : "")}").Single();
        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(Image(path), session.Value<Uri>("ImageEndpoint"));
        Assert.StartsWith($"/{path}/v2/images", Server.Requests[^1].Target, StringComparison.Ordinal);
    }

    [ReliabilityRow("54b", "a catalog with the image service on another host than Keystone")]
    [Fact]
    public async Task The_image_service_can_be_on_another_host()
    {
        await using var glance = RawServer.Responding(_ => RawServer.Ok(RawServerTests.EmptyList));
        Catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        Catalog[^1]!["endpoints"]![0]!["url"] = glance.Uri.AbsoluteUri;
        Connect("").MustSucceed();

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Contains("X-Auth-Token: a-token", glance.Requests.Single().Head, StringComparison.Ordinal);
        ReliabilityPage.Saw("54b", $"the list, after {FaultRow.Count(glance.Requests.Count, "request")} to that host");
    }

    [ReliabilityRow("56", "an endpoint with and without /v2 and a trailing slash, also with a path prefix")]
    [Theory]
    [InlineData("", "/v2/images")]
    [InlineData("v2", "/v2/images")]
    [InlineData("v2/", "/v2/images")]
    [InlineData("api/image", "/api/image/v2/images")]
    [InlineData("api/image/", "/api/image/v2/images")]
    [InlineData("api/image/v2", "/api/image/v2/images")]
    [InlineData("api/image/v2/", "/api/image/v2/images")]
    [InlineData("v1", "/v2/images")]
    [InlineData("api/image/v1/", "/api/image/v2/images")]
    [InlineData("v2/AUTH_1234", "/v2/AUTH_1234/images")]
    public void An_endpoint_can_have_any_suffix(string path, string target)
    {
        Catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        Catalog[^1]!["endpoints"]![0]!["url"] = Server.Uri + path;
        Connect("").MustSucceed();

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal($"{target}?limit=1000", Server.Requests[^1].Target);
        ReliabilityPage.Saw("56", $"the list, after {FaultRow.Count(Server.Requests.Count - 1, "request")}");
    }

    [Theory]
    [InlineData("http://inner.example:5000/v3/", "http://inner.example:9292/v2/")]
    [InlineData("/v3/", "/v2/")]
    public async Task Discover_keeps_the_specified_host_and_prefix(string identityLink, string imageLink)
    {
        await using var proxy = RawServer.Responding(request => request switch
        {
            { Method: "POST" } => SignedIn(),
            { Target: "/cloud/identity" } => Versions("v3.14", identityLink),
            { Target: "/cloud/image" } => Versions("v2.16", imageLink),
            _ => RawServer.Ok(RawServerTests.EmptyList),
        });
        Catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        Catalog[^1]!["endpoints"]![0]!["url"] = proxy.Uri + "cloud/image";
        Shell.Set("url", proxy.Uri + "cloud/identity");

        Connect("-Discover").MustSucceed();
        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(
            ["GET /cloud/identity", "POST /cloud/identity/v3/auth/tokens", "GET /cloud/image", "GET /cloud/image/v2/images?limit=1000"],
            proxy.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.DoesNotContain(
            proxy.Requests.Where(request => request.Target is "/cloud/image"),
            request => request.Head.Contains("X-Auth-Token", StringComparison.OrdinalIgnoreCase));
    }
}
