namespace OpenStackImage.Images;

/// <summary>The growing pauses between requests that wait for something that Glance does by itself.</summary>
internal static class PollInterval
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The pause after the first request.</summary>
    public static TimeSpan First { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the pause that follows another one.</summary>
    public static TimeSpan Next(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, Longest.Ticks));
}
