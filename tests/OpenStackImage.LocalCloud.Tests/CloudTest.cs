namespace OpenStackImage.LocalCloud.Tests;

/// <summary>A test with a separate cloud that has a separate clock.</summary>
public abstract class CloudTest : IAsyncLifetime
{
    private protected TickingClock Clock { get; } = new();

    protected CloudServer Cloud { get; private set; } = null!;

    protected virtual CloudOptions Options => new();

    public async ValueTask InitializeAsync() => Cloud = await CloudServer.StartAsync(Options with { Clock = Clock });

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected string Add(string project, string name, string visibility = "shared")
        => Cloud.State.AddImage(Cloud.State.Project(project).Id, name, visibility).Id;
}
