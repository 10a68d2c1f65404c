using OpenStackImage.LocalCloud;

namespace OpenStackImage.Tests.Harness;

/// <summary>A local cloud for one test, with other settings than the cloud of the class.</summary>
internal sealed class OtherCloud : IAsyncDisposable
{
    private readonly CloudServer _server;

    private OtherCloud(CloudServer server) => _server = server;

    public CloudState State => _server.State;

    public FaultPlan Faults => _server.Faults;

    public Uri ImageUri => _server.ImageUri;

    public RequestLog Log => _server.Log;

    public static async Task<OtherCloud> StartAsync(CloudOptions options) => new(await CloudServer.StartAsync(options));

    /// <summary>Signs a shell in.</summary>
    public Task ConnectAsync(Shell shell, string user = "admin", string password = "asdf", string project = "admin")
        => ConnectAsync(shell, options: "", user, password, project);

    /// <summary>Signs a shell in.</summary>
    public async Task ConnectAsync(Shell shell, string options, string user, string password, string project)
    {
        using var account = await CloudAccount.SignInAsync(_server.IdentityUri, user, password, project);
        shell.Connect(_server.IdentityUri, account, options);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
