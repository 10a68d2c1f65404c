using System.Globalization;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>The members of many images, piped, with 1, 8 and 32 concurrent requests.</summary>
internal sealed class FanOut : IBenchmark
{
    private const int Images = 1000;
    private const int RealImages = 100;
    private const int Rounds = 7;

    /// <summary>The calls are repeated until the JIT compiler has optimized the code.</summary>
    private const int WarmUp = 8;
    private const int RealWarmUp = 4;

    public string Name => "fan-out";

    public bool RunsOnRealCloud => true;

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var images = await cloud.CreateSharedImagesAsync(BenchmarkCloud.Real is null ? Images : RealImages);
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        shell.Set("images", images);
        var measured = new List<Measurement>();
        foreach (var limit in new[] { 1, 8, 32 })
        {
            var throttle = new ParallelOptions { MaxDegreeOfParallelism = limit };
            var (module, baseline) = await Interleaved.MeasureAsync(
                Rounds,
                () => Task.Run(
                    () => Must(
                        images.Length,
                        shell.Run(string.Create(CultureInfo.InvariantCulture, $"$images | Get-OSImageMember -ThrottleLimit {limit}"))
                            .Count)),
                () => Parallel.ForEachAsync(images, throttle, async (image, _) => await bare.GetAsync(BareClient.Members(image))),
                BenchmarkCloud.Real is null ? WarmUp : RealWarmUp);
            measured.Add(new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"members of {images.Length} images, {limit} concurrent requests"),
                module,
                baseline,
                "ms",
                "the same requests with HttpClient and the same concurrency",
                ">= 0.95"));
        }

        return measured;
    }

    private static void Must(int expected, int actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"{expected} objects should have come, and {actual} did.");
        }
    }
}
