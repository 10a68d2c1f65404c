namespace OpenStackImage.Benchmarks;

/// <summary>The growth of the working set of this process. The cloud runs in another process.</summary>
internal static class PeakMemory
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns the maximum growth of the working set, in MiB, during a second run after a warm-up run.</summary>
    /// <param name="warmUp">A small chunk of the same work.</param>
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
