using System.Diagnostics;

namespace OpenStackImage.Benchmarks;

/// <summary>Measures two operations alternately, so that other load of the machine affects both.</summary>
internal static class Interleaved
{
    /// <summary>Returns the medians of the rounds in milliseconds, after rounds that are not counted.</summary>
    public static async Task<(double Module, double Baseline)> MeasureAsync(
        int rounds, Func<Task> module, Func<Task> baseline, int warmUp = 1)
    {
        var (our, baselines) = (new List<double>(), new List<double>());
        for (var round = 0; round < warmUp + rounds; round++)
        {
            // The order alternates.
            var first = round % 2 == 0 ? await TimeAsync(module) : await TimeAsync(baseline);
            var second = round % 2 == 0 ? await TimeAsync(baseline) : await TimeAsync(module);
            if (round >= warmUp)
            {
                our.Add(round % 2 == 0 ? first : second);
                baselines.Add(round % 2 == 0 ? second : first);
            }
        }

        return (Median(our), Median(baselines));
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
