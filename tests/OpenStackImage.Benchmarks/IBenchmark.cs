using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks;

/// <summary>A benchmark of an operation and of its baseline, which does the same work without the module.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>True if it can be run against a real cloud.</summary>
    bool RunsOnRealCloud => false;

    /// <summary>Fills the local cloud, in that cloud's own process.</summary>
    void Seed(CloudServer cloud)
    {
    }

    /// <summary>Runs the benchmark, and returns a row for each operation.</summary>
    Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud);
}
