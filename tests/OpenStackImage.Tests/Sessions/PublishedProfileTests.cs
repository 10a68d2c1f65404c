using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>A profile that a cloud publishes at /.well-known/openstack/api, and that clouds.yaml names by its URL.</summary>
public sealed class PublishedProfileTests : IDisposable
{
    private const string WellKnown = "/.well-known/openstack/api";

    private readonly Certificates _certificates = new("Test authority");
    private readonly Shell _shell = Shell.WithModule();
    private readonly CloudsFolder _folder;

    public PublishedProfileTests() => _folder = new CloudsFolder(_shell).Write("ca.pem", _certificates.AuthorityPem);

    [Fact]
    public async Task A_profile_is_read_over_https_without_a_secret()
    {
        await using var cloud = await StartAsync();
        Publish(cloud, $$"""
            { "name": "vendor", "profile": { "auth": { "auth_url": "{{cloud.IdentityUri}}" },
              "regions": ["RegionOne"], "interface": "internal" } }
            """);
        Write(cloud, path: "/some/page");

        var result = _shell.Run("Connect-OpenStack -Cloud prod -Verbose -Debug");

        Assert.Equal("demo", result.Single().Text("ProjectName"));
        Assert.Equal("RegionOne", result.Output[0].Text("Region"));
        Assert.Equal("internal", result.Output[0].Text("Interface"));
        Assert.Empty(result.Warnings);
        Assert.Equal(
            [$"GET {WellKnown}", "POST /identity/v3/auth/tokens"],
            cloud.Log.Requests.Select(request => $"{request.Method} {request.PathAndQuery}"));
        SecretHunt.AssertAbsent(CloudAccount.UserPassword, result, _shell);
    }

    [Fact]
    public async Task A_profile_cannot_disable_certificate_checks_or_specify_a_user()
    {
        await using var cloud = await StartAsync();
        Publish(cloud, $$"""
            { "name": "vendor", "profile": { "verify": false, "cacert": "/no/such/file", "cloud": "ovh",
              "auth": { "auth_url": "{{cloud.IdentityUri}}", "password": "0ther-password", "token": "0ther-token" } } }
            """);
        Write(cloud);

        var result = _shell.Run("Connect-OpenStack -Cloud prod");

        Assert.Equal("demo", result.Single().Text("ProjectName"));
        Assert.Contains("cacert, cloud, password, token, verify", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "vendor", "profile": { "auth": { "auth_url": "http://cloud.example:5000" } } }""", 200, "not encrypted")]
    [InlineData("""{ "name": "vendor" }""", 200, "has no mapping")]
    [InlineData("""{ "profile": [1] }""", 200, "has no mapping")]
    [InlineData("nothing", 200, "cannot be read")]
    [InlineData("nothing", 404, "cannot be read")]
    public async Task An_invalid_profile_is_an_error_before_the_sign_in(string document, int status, string reason)
    {
        await using var cloud = await StartAsync();
        Publish(cloud, document, status);
        Write(cloud);

        var error = _shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("ConfigurationFile", error.Id());
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Log.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "must use https")]
    [InlineData("https://user:Pa55w0rd@127.0.0.1:1", "more than scheme, host, port and path")]
    [InlineData("ftp://127.0.0.1:1", "is not a URL")]
    public void A_profile_URL_that_is_not_https_is_refused_and_the_other_clouds_can_be_used(string url, string reason)
    {
        _folder.Write("clouds.yaml", $$"""
            clouds:
              prod: { profile: '{{url}}' }
              other: { auth: { auth_url: 'https://cloud.example' } }
            """);

        var result = _shell.Run("Connect-OpenStack -Cloud prod");

        Assert.Equal("SignInOptions", result.MustTerminate().Id());
        Assert.Contains(reason, result.Terminating!.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent("Pa55w0rd", result, _shell);
        Assert.Equal(["prod", "other"], _shell.Run("Get-OpenStackCloud").Texts("Name"));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
        _certificates.Dispose();
    }

    private Task<CloudServer> StartAsync() => CloudServer.StartAsync(new CloudOptions { Certificate = _certificates.Issue("127.0.0.1") });

    private static void Publish(CloudServer cloud, string document, int status = 200) => cloud.Faults.Add(new Fault
    {
        When = request => request.Path == WellKnown,
        Status = status,
        ContentType = "application/json",
        Body = document,
    });

    private void Write(CloudServer cloud, string path = "")
        => _folder.Write("clouds.yaml", $$"""
            clouds:
              prod:
                profile: '{{cloud.BaseUri.GetLeftPart(UriPartial.Authority)}}{{path}}'
                cacert: ca.pem
                auth: { username: demo, password: {{CloudAccount.UserPassword}}, project_name: demo }
            """);
}
