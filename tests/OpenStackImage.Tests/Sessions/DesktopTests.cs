using System.Security.Cryptography.X509Certificates;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// Certificates and proxies in the client that Windows PowerShell 5.1 loads: its connections are made by other classes than PowerShell 7's.
/// What the cmdlets make of it is the same code, which CertificateTests and ProxyTests try.
/// </summary>
public sealed class DesktopTests : IDisposable
{
    private const string Host = "127.0.0.1";
    private const string Named = "cloud.test";

    private readonly Certificates _certificates = new("Test authority");
    private readonly CloudsFolder _folder = new();

    public DesktopTests() => _folder.Write("ca.pem", _certificates.AuthorityPem);

    [DesktopFact]
    public async Task A_private_authority_is_accepted()
    {
        await using var cloud = await StartAsync(Host);

        AssertSignedIn(await ConnectAsync(cloud, Trusting("ca.pem")));

        Assert.Equal(2, cloud.Log.Count);
    }

    [DesktopFact]
    public async Task An_unknown_authority_is_refused_and_no_request_is_sent()
    {
        await using var cloud = await StartAsync(Host);

        var refused = await ConnectAsync(cloud);

        AssertRefused(refused, "not issued by a trusted authority", "-CACertificate");
        Assert.Contains("-SkipCertificateCheck", refused.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, cloud.Log.Count);
    }

    [DesktopFact]
    public async Task Another_authority_is_not_accepted()
    {
        using var others = new Certificates("Another authority");
        _folder.Write("other.pem", others.AuthorityPem);
        await using var cloud = await StartAsync(Host);

        AssertRefused(await ConnectAsync(cloud, Trusting("other.pem")), "not issued by a trusted authority", "-CACertificate");
        Assert.Equal(0, cloud.Log.Count);
    }

    [DesktopFact]
    public async Task An_expired_certificate_is_refused()
    {
        await using var cloud = await StartAsync(Host, hasEnded: true);

        AssertRefused(await ConnectAsync(cloud, Trusting("ca.pem")), "expired on", "renew");
        Assert.Equal(0, cloud.Log.Count);
    }

    [DesktopFact("mono does not look for whom a certificate is whose authority it does not know")]
    public async Task A_certificate_for_another_host_is_refused()
    {
        await using var cloud = await StartAsync("elsewhere.example");

        AssertRefused(await ConnectAsync(cloud, Trusting("ca.pem")), "another host", "the address");
        Assert.Equal(0, cloud.Log.Count);
    }

    [DesktopTheory]
    [InlineData("verify: false")]
    [InlineData("insecure: true")]
    public async Task Any_certificate_is_accepted_if_certificate_checks_are_disabled(string setting)
    {
        await using var cloud = await StartAsync("elsewhere.example", hasEnded: true);

        AssertSignedIn(await ConnectAsync(cloud, setting));
    }

    [DesktopFact]
    public async Task A_server_that_requires_a_client_certificate_is_an_error_that_says_so()
    {
        await using var cloud = await StartAsync(Host, options: new CloudOptions { AcceptsClient = _ => true });

        var refused = await ConnectAsync(cloud, Trusting("ca.pem"));

        Assert.Equal("ConnectionFailed", refused.Outcome);
        Assert.Contains("-ClientCertificate", refused.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, cloud.Log.Count);
    }

    [DesktopFact("mono's HttpClientHandler shows no client certificate")]
    public async Task A_client_certificate_is_presented_if_one_is_requested()
    {
        using var client = _certificates.Issue("client.example");
        _folder.Write("client.pfx", client.Export(X509ContentType.Pfx));
        await using var cloud = await StartAsync(
            Host, options: new CloudOptions { AcceptsClient = shown => shown.Thumbprint == client.Thumbprint });

        AssertSignedIn(await ConnectAsync(cloud, $"{Trusting("ca.pem")}, cert: '{_folder.Path("client.pfx")}'"));
    }

    [DesktopFact]
    public async Task A_client_certificate_in_PEM_is_an_error_that_says_how_to_convert_it()
    {
        using var client = _certificates.Issue("client.example");
        _folder.Write("client.pem", client.ExportCertificatePem());
        await using var cloud = await StartAsync(Host);

        var refused = await ConnectAsync(cloud, $"{Trusting("ca.pem")}, cert: '{_folder.Path("client.pem")}'");

        Assert.Equal("SignInOptions", refused.Outcome);
        Assert.Contains("openssl pkcs12 -export", refused.Message, StringComparison.Ordinal);
    }

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

    public void Dispose()
    {
        _folder.Dispose();
        _certificates.Dispose();
    }

    private static void AssertSignedIn(DesktopProbe probe)
        => Assert.Equal(DesktopProbe.SignedIn, probe.Outcome == DesktopProbe.SignedIn ? probe.Outcome : probe.ToString());

    private static void AssertRefused(DesktopProbe probe, string reason, string fix)
    {
        Assert.True(probe.Outcome == "CertificateRefused", probe.ToString());
        Assert.Contains(reason, probe.Message, StringComparison.Ordinal);
        Assert.Contains(fix, probe.RecommendedAction, StringComparison.Ordinal);
    }

    private static Uri Renamed(Uri uri) => new UriBuilder(uri) { Host = Named }.Uri;

    private string Trusting(string file) => $"cacert: '{_folder.Path(file)}'";

    private Task<CloudServer> StartAsync(string name, bool hasEnded = false, CloudOptions? options = null)
        => CloudServer.StartAsync((options ?? new CloudOptions()) with { Certificate = _certificates.Issue(name, hasEnded) });

    private Task<DesktopProbe> ConnectAsync(CloudServer cloud, string settings = "verify: true")
        => ConnectAsync(cloud.IdentityUri, cloud.ImageUri, settings);

    private Task<DesktopProbe> ConnectAsync(Uri identity, Uri image, string settings, params (string Name, string Value)[] variables)
    {
        _folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ {settings}, image_endpoint_override: '{image}', auth: {{ auth_url: '{identity}', username: demo, "
                + $"password: {CloudAccount.UserPassword}, project_name: demo }} }} }}");
        return DesktopProbe.ConnectAsync("prod", _folder.Path("clouds.yaml"), variables);
    }
}
