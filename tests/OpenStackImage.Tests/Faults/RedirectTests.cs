using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>The redirects that are followed, and those to which the token is not sent.</summary>
public sealed class RedirectTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudFact("redirects to another host")]
    [ReliabilityRow("1", "302 to another host")]
    public async Task A_redirect_to_another_host_is_refused_and_not_followed()
    {
        await using var otherHost = await CloudServer.StartAsync();
        Connect(Demo);
        Redirect(302, $"{otherHost.ImageUri}/v2/images");

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains(otherHost.BaseUri.Authority, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(Cloud.Local.BaseUri.Authority, error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("1", $"{FaultRow.Seen(error, Requests().Length)}; requests to the other host: {otherHost.Log.Count}");
    }

    [LocalCloudFact("redirects to another host")]
    [ReliabilityRow("2", "307 to another host in response to the POST that adds a member")]
    public async Task A_redirected_POST_is_refused_and_its_body_is_not_sent()
    {
        await using var otherHost = await CloudServer.StartAsync();
        var id = await Demo.CreateImageAsync(TestCloud.Name("redirected"));
        Connect(Demo);
        Redirect(307, $"{otherHost.ImageUri}/v2/images/{id}/members", "POST");

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Empty(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw(
            "2",
            $"{error.Id()}; requests to the other host: {otherHost.Log.Count}; {Cloud.Local.State.Members(id).Count} members");
    }

    [LocalCloudFact("redirects")]
    [ReliabilityRow("2b", "307 to the same host in response to the POST that adds a member")]
    public async Task A_redirected_POST_is_not_followed_on_the_same_host_either()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("redirected"));
        Connect(Demo);
        Redirect(307, $"/image/v2/images/{id}/members", "POST");

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        ReliabilityPage.Saw("2b", $"{error.Id()}; {Cloud.Local.State.Members(id).Count} members");
    }

    [LocalCloudFact("redirects")]
    [ReliabilityRow("3", "301 to another path of the same host in response to a list request")]
    public void A_redirect_on_the_same_host_is_followed()
    {
        Connect(Demo);
        Redirect(301, "/image/v2/images?limit=999");

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(["GET /v2/images?limit=1000 301", "GET /v2/images?limit=999 200"], Requests());
        Assert.All(Cloud.Local.Log.Requests.Where(request => request.Service == "image"), request => Assert.True(request.HadToken));
        ReliabilityPage.Saw("3", $"followed with the token: {FaultRow.Count(Requests().Length, "request")}, the list");
    }

    [LocalCloudFact("redirects from https to http")]
    [ReliabilityRow("4", "302 from https to http on the same host")]
    public async Task A_redirect_from_https_to_http_is_refused_and_the_token_is_not_sent()
    {
        using var certificates = new Certificates("Test authority");
        using var certificate = certificates.Issue("127.0.0.1");
        await using var encrypted = await CloudServer.StartAsync(new CloudOptions { Certificate = certificate });
        await using var plain = await CloudServer.StartAsync();
        using var folder = new CloudsFolder(Shell).Write("ca.pem", certificates.AuthorityPem);
        Shell.Connect(encrypted.IdentityUri, Demo, "-CACertificate ca.pem");
        encrypted.Faults.Add(Redirecting(302, $"{plain.ImageUri}/v2/images"));

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal("https", encrypted.ImageUri.Scheme);
        Assert.Contains(plain.BaseUri.GetLeftPart(UriPartial.Authority), error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw(
            "4",
            $"{FaultRow.Seen(error, Shell.Run("Get-OpenStackRequest").Output.Count(request => request.Text("Service") == "image"))}; "
                + $"requests to the other host: {plain.Log.Count}");
    }

    [LocalCloudTheory("redirects without end")]
    [InlineData(301)]
    [InlineData(308)]
    [ReliabilityRow("5", "a redirect to the requested URL")]
    public void A_redirect_loop_ends(int status)
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(
            new Fault { Status = status, Headers = new Dictionary<string, string> { ["Location"] = "/image/v2/images" } });

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        ReliabilityPage.Saw("5", FaultRow.Seen(error, Requests().Length));
    }

    [LocalCloudTheory("redirects to no address")]
    [InlineData("")]
    [InlineData("http://[")]
    [InlineData("//127.0.0.2/image/v2/images")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("javascript:alert(1)")]
    [ReliabilityRow("5b", "a redirect without a URL, or to another scheme")]
    public void A_redirect_without_a_valid_address_is_refused(string location)
    {
        Connect(Demo);
        Redirect(302, location);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("5b", FaultRow.Seen(error, Requests().Length));
    }

    private void Redirect(int status, string location, string method = "GET")
        => Cloud.Local.Faults.Add(Redirecting(status, location, method));

    private static Fault Redirecting(int status, string location, string method = "GET") => new()
    {
        When = request => request.Method == method,
        Times = 1,
        Status = status,
        Headers = new Dictionary<string, string> { ["Location"] = location },
    };
}
