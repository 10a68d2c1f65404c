using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks;

/// <summary>The cloud that is measured: one in memory, in this process, or the real one that OPENSTACKIMAGE_TEST_CLOUD names.</summary>
internal sealed class BenchmarkCloud : IAsyncDisposable
{
    private readonly CloudServer? _local;

    private BenchmarkCloud(CloudServer? local, Uri authUrl)
    {
        _local = local;
        AuthUrl = authUrl;
    }

    /// <summary>Keystone's address.</summary>
    public Uri AuthUrl { get; }

    /// <summary>True if the cloud is in this process.</summary>
    public bool IsLocal => _local is not null;

    /// <summary>The cloud in this process, to seed it.</summary>
    /// <exception cref="InvalidOperationException">It is a real one.</exception>
    public CloudServer Local => _local ?? throw new InvalidOperationException("This benchmark fills the local cloud.");

    public string User { get; } = Variable("OS_USERNAME") ?? "admin";

    public string Password { get; } = Variable("OS_PASSWORD") ?? "asdf";

    public string Project { get; } = Variable("OS_PROJECT_NAME") ?? "admin";

    public static async Task<BenchmarkCloud> StartAsync()
    {
        if (Variable("OPENSTACKIMAGE_TEST_CLOUD") is { } real)
        {
            return new BenchmarkCloud(null, new Uri(real));
        }

        var local = await CloudServer.StartAsync(new CloudOptions { LogCapacity = 0 });
        return new BenchmarkCloud(local, local.IdentityUri);
    }

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
