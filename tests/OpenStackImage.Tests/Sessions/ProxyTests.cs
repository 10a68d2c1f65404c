using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Proxies that environment variables specify. They forward requests to a cloud whose host name only they can resolve.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ProxyTests(TestCloud cloud) : VariableTests(cloud)
{
    /// <summary>
    /// The requests that a proxy receives for one attempt: a request without credentials, and the same request with user and password.
    /// </summary>
    private const int Once = 2;

    [ReliabilityRow("52", "http_proxy, HTTP_PROXY, all_proxy: a proxy that requires the password in its URL")]
    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("all_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_proxy_is_used_and_its_password_is_never_shown(string variable)
    {
        await using var proxy = new Proxy(Cloud.AuthUrl);
        Export((variable, proxy.For(Proxy.Password)));

        var result = SignIn("cloud.test", "-Verbose -Debug");

        result.MustSucceed();
        Assert.Equal("cloud.test", Assert.Single(proxy.Asked));
        SecretHunt.AssertAbsent(Proxy.Password, result, Shell);
        ReliabilityPage.Checked("52", "signed in through it; the password is not displayed");
    }

    [ReliabilityRow("52e", "https_proxy: a cloud whose certificate was issued by the authority of -CACertificate")]
    [Fact]
    public async Task Https_goes_through_a_proxy_to_the_host_of_the_certificate()
    {
        using var certificates = new Certificates("Test authority");
        await using var behind = await CloudServer.StartAsync(new CloudOptions { Certificate = certificates.Issue("cloud.test") });
        await using var proxy = new Proxy(behind.IdentityUri);
        Folder.Write("ca.pem", certificates.AuthorityPem);
        Export(("https_proxy", proxy.For(Proxy.Password)));

        var result = Shell.Set("url", At("cloud.test", behind.IdentityUri)).Set("endpoint", At("cloud.test", behind.ImageUri))
            .Set("credential", Shell.Credential("demo", CloudAccount.UserPassword))
            .Run(
                "$null = Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -ImageEndpoint $endpoint -CACertificate "
                    + "ca.pem -Verbose -Debug; Get-OSImage -Verbose -Debug");

        result.MustSucceed();
        Assert.All(proxy.Asked, host => Assert.Equal("cloud.test", host));
        Assert.True(behind.Log.Count >= 2);
        SecretHunt.AssertAbsent(Proxy.Password, result, Shell);
        ReliabilityPage.Checked("52e", "signed in through it; the password is not displayed");
    }

    [ReliabilityRow("52b", "a proxy with a wrong password, for http and for https")]
    [Theory]
    [InlineData("http_proxy", "http")]
    [InlineData("https_proxy", "https")]
    public async Task A_wrong_proxy_password_is_an_error_that_does_not_contain_it(string variable, string scheme)
    {
        await using var proxy = new Proxy(Cloud.AuthUrl);
        Export((variable, proxy.For("Wr0ng-Secret")));

        var result = SignIn("cloud.test", "-Verbose -Debug", scheme);

        var error = result.MustTerminate();
        Assert.Contains("407", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("http_proxy=http://user:password@host:port", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Once, proxy.Requests.Count);
        SecretHunt.AssertAbsent(["Wr0ng-Secret", Convert.ToBase64String("me:Wr0ng-Secret"u8)], result, Shell);
        ReliabilityPage.Saw("52b", $"{error.Id()} with 407, not repeated; the password is not displayed");
    }

    [ReliabilityRow("52f", "a proxy variable that is not a URL")]
    [Theory]
    [InlineData("http_proxy", "http://me:Wr0ng-Secret@[::1")]
    [InlineData("HTTPS_PROXY", "http://me:Wr0ng-Secret@proxy:port")]
    [InlineData("all_proxy", "://Wr0ng-Secret")]
    [InlineData("http_proxy", "htp://me:Wr0ng-Secret@proxy:80")]
    [InlineData("all_proxy", "ftp://me:Wr0ng-Secret@proxy:80")]
    public void An_unusable_proxy_is_an_error_and_no_request_is_sent_without_it(string variable, string proxy)
    {
        Export((variable, proxy));

        var result = SignIn("cloud.test", "-Verbose -Debug");

        Assert.Empty(result.Verbose);
        SecretHunt.AssertAbsent(["Wr0ng-Secret"], result, Shell);
        ReliabilityPage.Saw("52f", $"{result.MustTerminate().Id()}; {FaultRow.Count(result.Verbose.Count, "request")}");
    }

    [ReliabilityRow("52d", "a proxy that denies https (403), or cannot reach the cloud (503)")]
    [Fact]
    public async Task A_proxy_that_denies_access_is_not_retried_and_one_that_is_unavailable_is()
    {
        await using var forbidding = RawServer.Responding(_ => RawServer.Reply("403 Forbidden", ""));
        await using var troubled = RawServer.Responding(_ => RawServer.Reply("503 Service Unavailable", ""));

        Export(("https_proxy", forbidding.Uri.AbsoluteUri));
        var refused = SignIn("cloud.test", scheme: "https").MustTerminate();
        Export(("https_proxy", troubled.Uri.AbsoluteUri));
        var unreached = SignIn("cloud.test", scheme: "https").MustTerminate();

        Assert.Contains("rejects the request (HTTP 403)", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("no_proxy", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(forbidding.Requests);
        Assert.Contains("could not be reached", unreached.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw(
            "52d", $"{refused.Id()} after {forbidding.Requests.Count} attempt; {unreached.Id()} after {troubled.Requests.Count} attempts");
    }

    [ReliabilityRow("52c", "no_proxy with `*`, a name, a domain, a name and port, a range of addresses; a cloud on the local computer")]
    [Theory]
    [InlineData("cloud.test", "*")]
    [InlineData("cloud.test", "other.test, cloud.test")]
    [InlineData("cloud.test", "cloud.test:80")]
    [InlineData("keystone.cloud.test", ".cloud.test")]
    [InlineData("203.0.113.7", "10.0.0.0/8, 203.0.112.0/23")]
    [InlineData("127.0.0.1", "")]
    public async Task Hosts_in_no_proxy_and_this_machine_are_requested_without_the_proxy(string host, string direct)
    {
        await using var proxy = new Proxy(Cloud.AuthUrl);
        Export(("http_proxy", proxy.Uri.AbsoluteUri), ("no_proxy", direct));

        SignIn(host, "-TimeoutSec 1");

        Assert.Empty(proxy.Requests);
        ReliabilityPage.Checked("52c", "the proxy is not used");
    }

    [Theory]
    [InlineData("cloud.test", "other.test, cloud.test:8080, oud.test")]
    [InlineData("203.0.113.7", "203.0.112.0/24, 203.0.113.7/33, /24, 203.0.113.7/x, fd00::/8")]
    public async Task Hosts_that_are_not_in_no_proxy_are_requested_through_the_proxy(string host, string direct)
    {
        await using var proxy = new Proxy(Cloud.AuthUrl);
        Export(("http_proxy", proxy.For(Proxy.Password)), ("no_proxy", direct));

        SignIn(host).MustSucceed();

        Assert.Equal(host, Assert.Single(proxy.Asked));
    }

    private static string At(string host, Uri uri) => new UriBuilder(uri) { Host = host }.Uri.AbsoluteUri;

    private ShellResult SignIn(string host, string options = "", string scheme = "http")
    {
        var url = host == "127.0.0.1" ? Cloud.AuthUrl : new UriBuilder(Cloud.AuthUrl) { Scheme = scheme, Host = host, Port = -1 }.Uri;
        return Shell.Set("url", url.AbsoluteUri).Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri)
            .Set("credential", Shell.Credential(Demo.UserName, Demo.Password))
            .Run($"Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -ImageEndpoint $endpoint {options}");
    }
}
