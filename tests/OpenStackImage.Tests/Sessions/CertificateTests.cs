using System.Management.Automation;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Clouds behind https, with certificates of an authority that only the test knows.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string Host = "127.0.0.1";

    private readonly Certificates _certificates = new("Test authority");
    private readonly Shell _shell = Shell.WithModule();
    private readonly CloudsFolder _folder;

    public CertificateTests()
    {
        _folder = new CloudsFolder(_shell).Write("ca.pem", _certificates.AuthorityPem);
        _shell.Set("credential", Shell.Credential("demo", CloudAccount.UserPassword));
    }

    [ReliabilityRow("51a", "a certificate of an unknown authority")]
    [Fact]
    public async Task An_unknown_authority_is_refused_and_no_request_is_sent()
    {
        await using var cloud = await StartAsync();

        var error = Connect(cloud).MustTerminate();

        Assert.Equal(ErrorCategory.SecurityError, error.Category());
        Assert.Contains("not issued by a trusted authority", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-CACertificate", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-SkipCertificateCheck", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, cloud.Log.Count);
        ReliabilityPage.Saw("51a", $"{error.Id()}, {cloud.Log.Count} requests sent");
    }

    [ReliabilityRow("51b", "-CACertificate, or cacert in clouds.yaml, with the authority of the cloud")]
    [Fact]
    public async Task A_private_authority_is_accepted_from_a_parameter_or_from_clouds_yaml()
    {
        await using var cloud = await StartAsync();
        _folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ cacert: ca.pem, auth: {{ auth_url: '{cloud.IdentityUri}', username: demo, password: "
                + $"{CloudAccount.UserPassword}, project_name: demo }} }} }}");

        Assert.Equal("demo", Connect(cloud, "-CACertificate ca.pem").Single().Text("ProjectName"));
        _shell.Run("Get-OSImage -Visibility private").MustSucceed();
        Assert.Equal("demo", _shell.Run("Connect-OpenStack -Cloud prod").Single().Text("ProjectName"));
        ReliabilityPage.Checked("51b", "signed in");
    }

    [Fact]
    public async Task Another_authority_is_not_accepted()
    {
        using var others = new Certificates("Another authority");
        await using var cloud = await StartAsync();
        _folder.Write("other.pem", others.AuthorityPem);

        Assert.Contains(
            "not issued by a trusted authority",
            Connect(cloud, "-CACertificate other.pem").MustTerminate().ToString(),
            StringComparison.Ordinal);
    }

    [ReliabilityRow("51c", "a certificate that has expired, or that is for another host; then with -SkipCertificateCheck")]
    [Theory]
    [InlineData(Host, true, "expired on", "renew")]
    [InlineData("elsewhere.example", false, "another host", "the address")]
    public async Task A_certificate_that_expired_or_is_for_another_host_is_rejected_and_can_be_accepted_with_a_warning(
        string name, bool isExpired, string reason, string fix)
    {
        await using var cloud = await StartAsync(name, isExpired);

        var error = Connect(cloud, "-CACertificate ca.pem").MustTerminate();
        var careless = Connect(cloud, "-SkipCertificateCheck");

        Assert.Equal(ErrorCategory.SecurityError, error.Category());
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(fix, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("demo", careless.Single().Text("ProjectName"));
        Assert.Contains("not checked", Assert.Single(careless.Warnings), StringComparison.Ordinal);
        ReliabilityPage.Saw("51c", $"{error.Id()}; signed in, with {careless.Warnings.Count} warning");
    }

    [ReliabilityRow("51d", "a cloud that requires a client certificate: without one; with -ClientCertificate and -ClientKey")]
    [Fact]
    public async Task A_client_certificate_is_presented_if_one_is_requested()
    {
        using var client = _certificates.Issue("client.example");
        await using var cloud = await StartAsync(
            options: new CloudOptions { AcceptsClient = shown => shown.Thumbprint == client.Thumbprint });
        _folder.Write("client.pem", client.ExportCertificatePem())
            .Write("client.key", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        var error = Connect(cloud, "-CACertificate ca.pem").MustTerminate();
        Assert.Equal(ErrorCategory.ConnectionError, error.Category());
        Assert.Contains("-ClientCertificate", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(
            "demo",
            Connect(cloud, "-CACertificate ca.pem -ClientCertificate client.pem -ClientKey client.key").Single().Text("ProjectName"));
        ReliabilityPage.Saw("51d", $"{error.Id()} that recommends -ClientCertificate; signed in");
    }

    [Fact]
    [ReliabilityRow("51g", "-CACertificate with a server certificate whose extended key usage is client authentication only")]
    public async Task A_certificate_for_client_authentication_is_refused()
    {
        const string clientAuthentication = "1.3.6.1.5.5.7.3.2";
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = HandshakeAsync(listener, _certificates.Issue(Host, usage: clientAuthentication));

        var error = _shell.Set("url", $"https://{listener.LocalEndpoint}/identity")
            .Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -CACertificate ca.pem").MustTerminate();

        Assert.Contains("NotValidForUsage", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await serving);
        ReliabilityPage.Saw("51g", $"{error.Id()}, 0 bytes sent");
    }

    [Fact]
    public async Task A_file_that_holds_no_certificate_is_an_error_that_names_it()
    {
        await using var cloud = await StartAsync();
        _folder.Write("empty.pem", "nothing");

        var error = Connect(cloud, "-CACertificate empty.pem").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("empty.pem", error.ToString(), StringComparison.Ordinal);
    }

    [ReliabilityRow("51h", "a server that prefers HTTP/2")]
    [Fact]
    public async Task HTTP_1_1_is_used_although_the_server_prefers_HTTP_2()
    {
        using var certificate = _certificates.Issue(Host);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var first = FirstLineAsync(listener, certificate);

        using var script = _shell.Set("url", $"https://{listener.LocalEndpoint}").Start(
            "Connect-OpenStack -AuthUrl $url -Credential $credential -CACertificate ca.pem");
        var line = await first.WaitAsync(Patience.Limit);
        await script.StopAsync().WaitAsync(Patience.Limit);

        ReliabilityPage.Saw("51h", $"requested with {line.Split(' ')[^1]}");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
        _certificates.Dispose();
    }

    /// <summary>Presents a certificate that a web server would not use, and returns the number of bytes that follow.</summary>
    private static async Task<int> HandshakeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var connection = new SslStream(client.GetStream());
        try
        {
            await connection.AuthenticateAsServerAsync(certificate);
            return await connection.ReadAsync(new byte[1]);
        }
        catch (Exception end) when (end is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }

    /// <summary>Supports HTTP/2, and returns the first line of the request.</summary>
    private static async Task<string> FirstLineAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var connection = new SslStream(client.GetStream());
        await connection.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        });
        using var reader = new StreamReader(connection);
        return (await reader.ReadLineAsync())!;
    }

    private Task<CloudServer> StartAsync(string name = Host, bool isExpired = false, CloudOptions? options = null)
        => CloudServer.StartAsync((options ?? new CloudOptions()) with { Certificate = _certificates.Issue(name, isExpired) });

    private ShellResult Connect(CloudServer cloud, string options = "")
        => _shell.Set("url", cloud.IdentityUri.AbsoluteUri)
            .Run($"Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo {options}");
}
