using System.Diagnostics;

namespace OpenStackImage.Benchmarks;

/// <summary>Measures two ways of doing the same by turns, so that what else the machine does falls on both.</summary>
internal static class Interleaved
{
    /// <summary>The medians of the rounds, in milliseconds, after some that do not count.</summary>
    public static async Task<(double Ours, double Floor)> MeasureAsync(int rounds, Func<Task> ours, Func<Task> floor, int warmUp = 1)
    {
        var (our, floors) = (new List<double>(), new List<double>());
        for (var round = 0; round < warmUp + rounds; round++)
        {
            // Who goes first changes each time.
            var first = round % 2 == 0 ? await TimeAsync(ours) : await TimeAsync(floor);
            var second = round % 2 == 0 ? await TimeAsync(floor) : await TimeAsync(ours);
            if (round >= warmUp)
            {
                our.Add(round % 2 == 0 ? first : second);
                floors.Add(round % 2 == 0 ? second : first);
            }
        }

        return (Median(our), Median(floors));
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
