namespace OpenStackImage.LocalCloud.Tests;

public sealed class PreciseDelayTests
{
    [Fact]
    public async Task Delays_end_in_the_order_of_their_times()
    {
        var order = new List<int>();
        await Task.WhenAll(DelayAsync(90), DelayAsync(10), DelayAsync(50));

        Assert.Equal([10, 50, 90], order);

        async Task DelayAsync(int milliseconds)
        {
            await PreciseDelay.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);
            lock (order)
            {
                order.Add(milliseconds);
            }
        }
    }

    [Fact]
    public async Task A_canceled_delay_ends_at_once_and_later_ones_are_not_affected()
    {
        using var leaving = new CancellationTokenSource();
        var canceled = PreciseDelay.WaitAsync(TimeSpan.FromHours(1), leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        await PreciseDelay.WaitAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);
    }
}
