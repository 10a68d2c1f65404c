using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>URLs that do not use https: a warning if they receive a secret, an error if a server chose them.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class UnencryptedUrlTests : VariableTests
{
    private const string LocalUrl = "http://127.0.0.1:1";

    private readonly Certificates _certificates = new("Test authority");

    public UnencryptedUrlTests(TestCloud cloud) : base(cloud)
    {
        Folder.Write("ca.pem", _certificates.AuthorityPem);
        Shell.Set("credential", Shell.Credential("demo", CloudAccount.UserPassword)).Set("token", Shell.Secret("abc"));
    }

    [Theory]
    [InlineData("-AuthUrl http://0.0.0.0:1 -Credential $credential", "auth_url")]
    [InlineData("-ImageEndpoint http://0.0.0.0:1 -Token $token", "-ImageEndpoint")]
    [InlineData("-AuthUrl $here -Browser -IdentityProvider i -Protocol p -DiscoveryEndpoint http://0.0.0.0:1", "discovery_endpoint")]
    public void A_URL_that_receives_unencrypted_secrets_is_a_warning(string parameters, string setting)
    {
        var result = Shell.Set("here", LocalUrl).Run($"Connect-OpenStack {parameters}");

        Assert.Contains($"http://0.0.0.0:1/ ({setting}) does not use https", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AuthUrl http://127.0.0.1:1 -Credential $credential")]
    [InlineData("-AuthUrl http://localhost:1 -Credential $credential")]
    [InlineData("-AuthUrl https://0.0.0.0:1 -Credential $credential")]
    [InlineData("-ImageEndpoint http://0.0.0.0:1 -NoAuth")]
    public void A_local_URL_an_https_URL_and_a_URL_without_a_secret_are_no_warning(string parameters)
        => Assert.Empty(Shell.Run($"Connect-OpenStack {parameters}").Warnings);

    [Fact]
    public async Task An_unencrypted_image_endpoint_is_a_warning_if_Keystone_uses_https()
    {
        await using var cloud = await StartAsync();

        var result = Shell.Set("url", cloud.IdentityUri.AbsoluteUri)
            .Run(
                "Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -CACertificate ca.pem "
                    + "-ImageEndpoint http://127.0.0.1:1/image");

        result.MustSucceed();
        Assert.Contains("sent unencrypted", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_provider_without_encryption_receives_no_secret()
    {
        await using var cloud = await StartAsync();
        using var provider = new OpenIdProvider();
        cloud.Faults.Add(new Fault
        {
            When = request => request.Path.EndsWith("/discovery", StringComparison.Ordinal),
            Status = 200,
            ContentType = "application/json",
            Body = $$"""{"token_endpoint": "{{provider.Address}}token"}""",
        });
        Shell.Set("discovery", cloud.IdentityUri + "/discovery").Set("client", Shell.Credential("client", "cl1ent-secret"));

        var error = Shell.Set("url", cloud.IdentityUri.AbsoluteUri)
            .Run(
                "Connect-OpenStack -AuthUrl $url -CACertificate ca.pem -IdentityProvider i -Protocol p -ClientCredential $client "
                    + "-DiscoveryEndpoint $discovery").MustTerminate();

        Assert.Equal("RedirectRefused", error.Id());
        Assert.Contains("not encrypted", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(provider.Grants);
    }

    protected override void Dispose(bool disposing)
    {
        _certificates.Dispose();
        base.Dispose(disposing);
    }

    private Task<CloudServer> StartAsync()
        => CloudServer.StartAsync(new CloudOptions { Certificate = _certificates.Issue("127.0.0.1") });
}
