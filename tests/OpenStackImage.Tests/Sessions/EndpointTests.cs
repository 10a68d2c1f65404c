using System.Management.Automation;
using System.Text.Json.Nodes;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// Which address of the image service a session takes: from Keystone's catalog, which each test makes as it needs it, or in place of it.
/// </summary>
[Collection(EnvironmentVariables.Name)]
public sealed class EndpointTests : VariableTests
{
    private readonly JsonArray _catalog = [Service("identity", "keystone", ("public", "RegionOne"))];
    private readonly RawServer _cloud;

    public EndpointTests(TestCloud cloud) : base(cloud)
    {
        _cloud = RawServer.Responding(request => request.Method == "POST" ? SignedIn() : RawServer.Ok(RawServerTests.EmptyList));
        Shell.Set("url", _cloud.Uri.AbsoluteUri).Set("credential", Shell.Credential("demo", "a-password"));
    }

    [ReliabilityRow("54", "a catalog without an image service; in several regions, none chosen; "
        + "a region or an interface that does not exist")]
    [Theory]
    [InlineData("", "", "It has: identity.")]
    [InlineData("public RegionOne, public RegionTwo", "", "RegionOne, RegionTwo")]
    [InlineData("public RegionOne, internal RegionTwo", "-Region Atlantis", "internal in RegionTwo, public in RegionOne")]
    [InlineData("public RegionOne, internal RegionOne", "-Interface admin", "internal in RegionOne, public in RegionOne")]
    [InlineData("public RegionOne, internal RegionTwo", "-Region RegionTwo", "internal in RegionTwo, public in RegionOne")]
    public void A_missing_endpoint_is_an_error_that_lists_the_available_ones(string endpoints, string choice, string list)
    {
        if (endpoints.Length > 0)
        {
            _catalog.Add(Service("image", "glance", Parse(endpoints)));
        }

        var error = Connect(choice).MustTerminate();

        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Contains(list, error.ToString(), StringComparison.Ordinal);
        Assert.Single(_cloud.Requests);
        ReliabilityPage.Saw("54", $"{error.Id()}, which lists what the catalog has");
    }

    [ReliabilityRow("54c", "a catalog whose regions repeat the password of the sign-in, as it is or encoded")]
    [Theory]
    [InlineData("a-password")]
    [InlineData("x-a%2Dpassword-x")]
    public void A_region_that_repeats_the_password_is_not_shown(string region)
    {
        _catalog.Add(Service("image", "glance", Parse($"public {region}, internal RegionTwo, public RegionTwo")));

        var several = Connect("").MustTerminate();
        var other = Connect("-Interface admin").MustTerminate();
        var chosen = Connect($"-Region {region}");

        Assert.All([several, other], error => Assert.DoesNotContain(region, error.FullText(), StringComparison.Ordinal));
        ReliabilityPage.Saw("54c", $"{several.Id()}, and a session, with {chosen.Single().Text("Region")} in its place");
    }

    [Theory]
    [InlineData("-Region RegionTwo", "RegionTwo/public")]
    [InlineData("-Region RegionOne -Interface internal", "RegionOne/internal")]
    [InlineData("-Region RegionTwo -Interface admin, internal, public", "RegionTwo/internal")]
    [InlineData("-Interface admin", "RegionOne/admin")]
    public void A_region_and_a_list_of_interfaces_select_the_endpoint(string choice, string path)
    {
        _catalog.Add(
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
        _catalog.Add(Service("image", "glance", Parse("public RegionOne, public RegionTwo, internal RegionTwo")));
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
            _catalog.Add(Service("image", "glance-a", ("internal", "RegionOne"), ("public", "RegionThree")));
        }

        _catalog.Add(Service(type, name, ("public", "RegionOne")));
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
        WriteCloud(isInFile ? $"image_endpoint_override: '{_cloud.Uri}file'" : "");
        Export(("OS_IMAGE_ENDPOINT_OVERRIDE", isInVariable ? $"{_cloud.Uri}variable" : null));

        var session = Shell.Run($"Connect-OpenStack -Cloud prod {(isParameter ? $"-ImageEndpoint {_cloud.Uri}parameter" : "")}").Single();
        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(Image(path), session.Value<Uri>("ImageEndpoint"));
        Assert.StartsWith($"/{path}/v2/images", _cloud.Requests[^1].Target, StringComparison.Ordinal);
    }

    [ReliabilityRow("54b", "a catalog with the image service on another host than Keystone")]
    [Fact]
    public async Task The_image_service_can_be_on_another_host()
    {
        await using var glance = RawServer.Responding(_ => RawServer.Ok(RawServerTests.EmptyList));
        _catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        _catalog[^1]!["endpoints"]![0]!["url"] = glance.Uri.AbsoluteUri;
        Connect("").MustSucceed();

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Contains("X-Auth-Token: a-token", glance.Requests.Single().Head, StringComparison.Ordinal);
        ReliabilityPage.Saw("54b", $"the list, after {FaultRow.Count(glance.Requests.Count, "request")} to that host");
    }

    [ReliabilityRow("56", "an endpoint with or without /v2 and a slash behind it, also below a path")]
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
        _catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        _catalog[^1]!["endpoints"]![0]!["url"] = _cloud.Uri + path;
        Connect("").MustSucceed();

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal($"{target}?limit=1000", _cloud.Requests[^1].Target);
        ReliabilityPage.Saw("56", $"the list, after {FaultRow.Count(_cloud.Requests.Count - 1, "request")}");
    }

    [ReliabilityRow("56b", "an endpoint that returns 300 with versions, as Glance does for unknown paths")]
    [Theory]
    [InlineData("nosuch")]
    [InlineData("nosuch/v2")]
    public void A_wrong_endpoint_is_an_error_that_explains_it(string path)
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential(Demo.UserName, Demo.Password));
        Connect($"-ImageEndpoint {new Uri(Cloud.ImageEndpoint.AbsoluteUri.TrimEnd('/') + "/" + path)}").MustSucceed();

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains("not the image endpoint", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("56b", FaultRow.Seen(error, Requests().Length));
    }

    [Theory]
    [InlineData("ftp://cloud.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("image/v2")]
    [InlineData("")]
    [InlineData("http://cloud.example/?a=1")]
    [InlineData("http://admin:S3cret@cloud.example/")]
    public void An_invalid_URL_in_the_catalog_is_an_error_that_explains_it(string url)
    {
        _catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        _catalog[^1]!["endpoints"]![0]!["url"] = url;

        var result = Connect("");

        var error = result.MustTerminate();
        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("'image' in region 'RegionOne' is not a URL", error.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent("S3cret", result, Shell);
    }

    [Fact]
    public void A_token_without_a_catalog_is_not_reported_as_unscoped()
    {
        _catalog.Clear();

        var error = Connect("").MustTerminate();

        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("without a catalog", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not scoped", error.ToString(), StringComparison.Ordinal);
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
        _catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        _catalog[^1]!["endpoints"]![0]!["url"] = proxy.Uri + "cloud/image";
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

    protected override void Dispose(bool disposing)
    {
        _cloud.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    /// <summary>A service as Keystone lists it; its addresses are set when it is sent.</summary>
    private static JsonObject Service(string type, string name, params (string Interface, string Region)[] endpoints) => new()
    {
        ["id"] = Guid.NewGuid().ToString("N"),
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = new JsonArray([.. endpoints.Select(endpoint => new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N"),
            ["interface"] = endpoint.Interface,
            ["region"] = endpoint.Region,
            ["region_id"] = endpoint.Region,
        })]),
    };

    private static (string Interface, string Region)[] Parse(string endpoints)
        => [.. endpoints.Split(", ").Select(endpoint => endpoint.Split(' ')).Select(words => (words[0], words[1]))];

    private static string Versions(string id, string link)
        => RawServer.Reply(
            "300 MULTIPLE CHOICES",
            $$"""{"versions": [{"id": "{{id}}", "status": "CURRENT", "links": [{"rel": "self", "href": "{{link}}"}]}]}""");

    private Uri Image(string path) => new($"{_cloud.Uri}{path}/v2");

    private ShellResult Connect(string options)
        => Shell.Run($"Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo {options}");

    private void WriteCloud(string settings)
        => Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ {settings}{(settings.Length > 0 ? ", " : "")}auth: {{ auth_url: '{_cloud.Uri}', username: demo, "
                + "password: a-password, project_name: demo } } }");

    private string SignedIn()
    {
        foreach (var endpoint in _catalog.SelectMany(service => service!["endpoints"]!.AsArray()))
        {
            endpoint!["url"] ??= $"{_cloud.Uri}{endpoint["region"]}/{endpoint["interface"]}";
        }

        var token = new JsonObject
        {
            ["token"] = new JsonObject
            {
                ["methods"] = new JsonArray("password"),
                ["user"] = new JsonObject { ["id"] = "u", ["name"] = "demo", ["domain"] = DefaultDomain() },
                ["project"] = new JsonObject { ["id"] = "p", ["name"] = "demo", ["domain"] = DefaultDomain() },
                ["roles"] = new JsonArray(new JsonObject { ["id"] = "r", ["name"] = "member" }),
                ["issued_at"] = "2026-11-24T00:00:00.000000Z",
                ["expires_at"] = "2036-11-24T00:00:00.000000Z",
                ["catalog"] = _catalog.DeepClone(),
            },
        };
        return RawServer.Reply("201 CREATED", token.ToJsonString(), "X-Subject-Token: a-token\r\n");

        static JsonObject DefaultDomain() => new() { ["id"] = "default", ["name"] = "Default" };
    }
}
