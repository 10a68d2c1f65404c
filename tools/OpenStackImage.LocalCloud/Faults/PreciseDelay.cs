using System.Diagnostics;

namespace OpenStackImage.LocalCloud;

/// <summary>
/// Delays that end within a millisecond of the specified time. The timers of .NET use a clock that Linux advances every 4 ms
/// (CLOCK_MONOTONIC_COARSE with CONFIG_HZ=250), so that a Task.Delay of 20 ms takes from 13 to 32 ms, and up to 21.6 ms on average.
/// </summary>
internal static class PreciseDelay
{
    /// <summary>The time by which a waiting thread resumes late, in milliseconds.</summary>
    private const double Lateness = 0.25;

    private static readonly PriorityQueue<TaskCompletionSource, long> Waiting = new();
    private static bool _isRunning;

    /// <summary>Completes after the specified time.</summary>
    public static Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Waiting)
        {
            Waiting.Enqueue(end, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
            if (!_isRunning)
            {
                _isRunning = true;
                new Thread(Run) { IsBackground = true, Name = nameof(PreciseDelay) }.Start();
            }
            else if (Waiting.Peek() == end)
            {
                Monitor.Pulse(Waiting);
            }
        }

        return end.Task.WaitAsync(cancellationToken);
    }

    private static void Run()
    {
        lock (Waiting)
        {
            while (true)
            {
                var wait = NextWait();
                if (wait == 0)
                {
                    Waiting.Dequeue().SetResult();
                }
                else
                {
                    Monitor.Wait(Waiting, wait);
                }
            }
        }
    }

    /// <summary>Returns the time until the next delay ends, in whole milliseconds: a thread cannot wait for a shorter time.</summary>
    private static int NextWait()
        => Waiting.TryPeek(out _, out var end)
            ? (int)Math.Max(0, Math.Floor(Lateness + ((end - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency)))
            : Timeout.Infinite;
}
