using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Proxies in the client that Windows PowerShell 5.1 loads.</summary>
public sealed class DesktopProxyTests : DesktopCase
{
    [DesktopFact]
    public async Task Http_requests_use_a_proxy_with_a_password()
    {
        await using var cloud = await CloudServer.StartAsync();
        await using var proxy = new Proxy(cloud.IdentityUri);

        AssertSignedIn(
            await ConnectAsync(Renamed(cloud.IdentityUri), cloud.ImageUri, "verify: true", ("http_proxy", proxy.For(Proxy.Password))));

        Assert.Equal(Named, Assert.Single(proxy.Asked));
    }

    [DesktopFact]
    public async Task Https_requests_use_a_proxy_with_a_password()
    {
        await using var cloud = await StartAsync(Named);
        await using var proxy = new Proxy(cloud.IdentityUri);

        AssertSignedIn(
            await ConnectAsync(
                Renamed(cloud.IdentityUri), Renamed(cloud.ImageUri), Trusting("ca.pem"), ("https_proxy", proxy.For(Proxy.Password))));

        Assert.NotEmpty(proxy.Asked);
        Assert.All(proxy.Asked, host => Assert.Equal(Named, host));
    }

    [DesktopTheory]
    [InlineData("http_proxy", "http")]
    [InlineData("https_proxy", "https")]
    public async Task A_wrong_proxy_password_is_an_error_that_does_not_contain_it(string variable, string scheme)
    {
        await using var cloud = await CloudServer.StartAsync();
        await using var proxy = new Proxy(cloud.IdentityUri);
        var address = new UriBuilder(Renamed(cloud.IdentityUri)) { Scheme = scheme }.Uri;

        var refused = await ConnectAsync(address, cloud.ImageUri, "verify: true", (variable, proxy.For("Wr0ng-Secret")));

        Assert.Equal("ConnectionFailed", refused.Outcome);
        Assert.Contains("407", refused.Message, StringComparison.Ordinal);
        Assert.Contains("user:password@host:port", refused.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("Wr0ng-Secret", refused.ToString(), StringComparison.Ordinal);
        Assert.InRange(proxy.Requests.Count, 1, 2);
    }

    [DesktopFact]
    public async Task Requests_to_this_machine_never_use_a_proxy()
    {
        await using var cloud = await CloudServer.StartAsync();
        await using var proxy = new Proxy(cloud.IdentityUri);

        AssertSignedIn(await ConnectAsync(cloud.IdentityUri, cloud.ImageUri, "verify: true", ("http_proxy", proxy.For(Proxy.Password))));

        Assert.Empty(proxy.Requests);
    }
}
