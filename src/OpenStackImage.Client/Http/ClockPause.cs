namespace OpenStackImage.Http;

/// <summary>Waits by a clock, which a test can replace.</summary>
internal static class ClockPause
{
    /// <summary>Waits for a time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task PauseAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken)
#if NET
        => Task.Delay(time, clock, cancellationToken);
#else
        => clock.Delay(time, cancellationToken);
#endif
}
