namespace OpenStackImage.Images;

/// <summary>The increasing delays between the requests that wait for an operation of Glance.</summary>
internal static class PollInterval
{
    /// <summary>After an hour, the pause is at most this fraction of the elapsed time.</summary>
    private const int PartOfTime = 720;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The time after which a wait ends although the service still reports progress. No operation takes longer.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromDays(30);

    /// <summary>The pause after the first request.</summary>
    public static TimeSpan First { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the pause that follows another one.</summary>
    /// <param name="pause">The pause before.</param>
    /// <param name="waited">The time that was spent in pauses.</param>
    public static TimeSpan Next(TimeSpan pause, TimeSpan waited)
        => TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, Math.Max(Longest.Ticks, waited.Ticks / PartOfTime)));
}
