using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// A class of tests of the client that Windows PowerShell 5.1 loads. Its connections are made by other classes than those of PowerShell 7.
/// The cmdlets use the same code in both; CertificateTests and ProxyTests cover it.
/// </summary>
public abstract class DesktopCase : IDisposable
{
    private protected const string Host = "127.0.0.1";
    private protected const string Named = "cloud.test";

    private protected Certificates Certificates { get; } = new("Test authority");
    private protected CloudsFolder Folder { get; } = new();

    protected DesktopCase() => Folder.Write("ca.pem", Certificates.AuthorityPem);

    public void Dispose()
    {
        Folder.Dispose();
        Certificates.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static void AssertSignedIn(DesktopProbe probe)
        => Assert.Equal(DesktopProbe.SignedIn, probe.Outcome == DesktopProbe.SignedIn ? probe.Outcome : probe.ToString());

    private protected static void AssertRefused(DesktopProbe probe, string reason, string fix)
    {
        Assert.True(probe.Outcome == "CertificateRefused", probe.ToString());
        Assert.Contains(reason, probe.Message, StringComparison.Ordinal);
        Assert.Contains(fix, probe.RecommendedAction, StringComparison.Ordinal);
    }

    private protected static Uri Renamed(Uri uri) => new UriBuilder(uri) { Host = Named }.Uri;

    private protected string Trusting(string file) => $"cacert: '{Folder.Path(file)}'";

    private protected Task<CloudServer> StartAsync(string name, bool hasEnded = false, CloudOptions? options = null)
        => CloudServer.StartAsync((options ?? new CloudOptions()) with { Certificate = Certificates.Issue(name, hasEnded) });

    private protected Task<DesktopProbe> ConnectAsync(CloudServer cloud, string settings = "verify: true")
        => ConnectAsync(cloud.IdentityUri, cloud.ImageUri, settings);

    private protected Task<DesktopProbe> ConnectAsync(
        Uri identity, Uri image, string settings, params (string Name, string Value)[] variables)
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ {settings}, image_endpoint_override: '{image}', auth: {{ auth_url: '{identity}', username: demo, "
                + $"password: {CloudAccount.UserPassword}, project_name: demo }} }} }}");
        return DesktopProbe.ConnectAsync("prod", Folder.Path("clouds.yaml"), variables);
    }
}
