using System.Globalization;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Benchmarks;

/// <summary>
/// The cloud of the measurements: a local cloud in a separate process, so that its CPU time and its memory are not counted, or the real
/// cloud that OPENSTACKIMAGE_TEST_CLOUD specifies.
/// </summary>
internal sealed class BenchmarkCloud : IAsyncDisposable
{
    /// <summary>The environment variable that makes the child process run a cloud.</summary>
    public const string ServeOption = "--serve";

    private readonly Child? _server;

    private BenchmarkCloud(Child? server, Uri authUrl, CloudAccount owner, CloudAccount consumer)
    {
        _server = server;
        AuthUrl = authUrl;
        Owner = owner;
        Consumer = consumer;
    }

    /// <summary>The real cloud; null for a local one.</summary>
    public static Uri? Real { get; } = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_TEST_CLOUD") is { Length: > 0 } url
        ? new Uri(url)
        : null;

    public Uri AuthUrl { get; }

    /// <summary>The project whose images are measured.</summary>
    public CloudAccount Owner { get; }

    /// <summary>The project with which they are shared.</summary>
    public CloudAccount Consumer { get; }

    public static async Task<BenchmarkCloud> StartAsync(IBenchmark benchmark)
    {
        var server = Real is null ? Child.Start(ServeOption, benchmark.Name) : null;
        var authUrl = server is null ? Real! : new Uri((await server.ReadLineAsync())!);
        return new BenchmarkCloud(
            server,
            authUrl,
            await CloudAccount.SignInAsync(authUrl, "demo", CloudAccount.UserPassword, "demo"),
            await CloudAccount.SignInAsync(authUrl, "alt", CloudAccount.UserPassword, "alt"));
    }

    /// <summary>Runs a local cloud in the child process until its standard input is closed.</summary>
    public static async Task ServeAsync(IBenchmark benchmark)
    {
        await using var cloud = await CloudServer.StartAsync(new CloudOptions { LogCapacity = 0 });
        benchmark.Seed(cloud);
        Console.WriteLine(cloud.IdentityUri.AbsoluteUri);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Creates shared images with one member each.</summary>
    public async Task<string[]> CreateSharedImagesAsync(int count)
    {
        var images = new string[count];
        for (var index = 0; index < count; index++)
        {
            images[index] = await Owner.CreateImageAsync(string.Create(CultureInfo.InvariantCulture, $"benchmark-{index}"));
            await Owner.ShareAsync(images[index], Consumer);
        }

        return images;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            await Owner.CleanUpAsync();
        }

        Owner.Dispose();
        Consumer.Dispose();
        _server?.Dispose();
    }
}
