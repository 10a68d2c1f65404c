using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks;

/// <summary>A job that is measured together with its floor: the lowest cost of the same work.</summary>
internal interface IBenchmark
{
    /// <summary>How it is called on the command line.</summary>
    string Name { get; }

    /// <summary>True if it can be run against a real cloud.</summary>
    bool RunsOnRealCloud => false;

    /// <summary>Fills the local cloud, in that cloud's own process.</summary>
    void Seed(CloudServer cloud)
    {
    }

    /// <summary>Measures, and gives a row for each thing measured.</summary>
    Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud);
}
