using System.Security.Cryptography.X509Certificates;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Certificates in the client that Windows PowerShell 5.1 loads.</summary>
public sealed class DesktopTests : DesktopCase
{
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
        Folder.Write("other.pem", others.AuthorityPem);
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
    public async Task A_server_that_requires_a_client_certificate_is_an_error_that_states_this()
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
        using var client = Certificates.Issue("client.example");
        Folder.Write("client.pfx", client.Export(X509ContentType.Pfx));
        await using var cloud = await StartAsync(
            Host, options: new CloudOptions { AcceptsClient = shown => shown.Thumbprint == client.Thumbprint });

        AssertSignedIn(await ConnectAsync(cloud, $"{Trusting("ca.pem")}, cert: '{Folder.Path("client.pfx")}'"));
    }

    [DesktopFact]
    public async Task A_client_certificate_in_PEM_is_an_error_that_explains_how_to_convert_it()
    {
        using var client = Certificates.Issue("client.example");
        Folder.Write("client.pem", client.ExportCertificatePem());
        await using var cloud = await StartAsync(Host);

        var refused = await ConnectAsync(cloud, $"{Trusting("ca.pem")}, cert: '{Folder.Path("client.pem")}'");

        Assert.Equal("SignInOptions", refused.Outcome);
        Assert.Contains("openssl pkcs12 -export", refused.Message, StringComparison.Ordinal);
    }
}
