namespace OpenStackImage.Tests.Harness;

/// <summary>How long a test waits for what must happen, before it fails instead of hanging. Nothing is measured by it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan ForAProcess = TimeSpan.FromMinutes(2);

    /// <summary>Waits until something is true.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }
}
