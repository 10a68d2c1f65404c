using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>The memory that a list of 100,000 images requires.</summary>
internal sealed class ListMemory : IBenchmark
{
    private const double MostGrowth = 16;

    private readonly LongList _list = new();

    public string Name => "list-memory";

    public void Seed(CloudServer cloud) => _list.Seed(cloud);

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        var growth = await PeakMemory.GrowthAsync(
            () => shell.Run("$null = Get-OSImage -First 20000 | & { process { $count++ } }"),
            () => shell.Run("$count = 0; Get-OSImage | & { process { $script:count++ } }; if ($count -ne 100000) { throw \"$count\" }"));
        return [new("memory for a list of 100,000 images", growth, MostGrowth, "MiB", "the maximum growth of the working set", "<= 1.00")];
    }
}
