namespace OpenStackImage.Tests.Harness;

/// <summary>The time that a test waits for an event before it fails. It is not used for measurements.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan ForAProcess = TimeSpan.FromMinutes(2);

    /// <summary>Waits until a condition is true.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }
}
