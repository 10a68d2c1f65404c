namespace OpenStackImage.Benchmarks;

/// <summary>By how much this process grows while it works: the cloud is in another.</summary>
internal static class PeakMemory
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>The greatest growth of the working set, in MiB, of a second run after one that warms up.</summary>
    /// <param name="warmUp">A small piece of the same work.</param>
    /// <param name="work">The work.</param>
    public static async Task<double> GrowthAsync(Action warmUp, Action work)
    {
        warmUp();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Environment.WorkingSet;
        var peak = before;
        using var done = new CancellationTokenSource();
        var watching = Task.Factory.StartNew(
            () =>
            {
                while (!done.Token.WaitHandle.WaitOne(Interval))
                {
                    peak = Math.Max(peak, Environment.WorkingSet);
                }
            },
            TaskCreationOptions.LongRunning);
        await Task.Run(work);
        await done.CancelAsync();
        await watching;
        return (peak - before) / Mebibyte;
    }
}
