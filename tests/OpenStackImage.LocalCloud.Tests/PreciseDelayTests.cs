namespace OpenStackImage.LocalCloud.Tests;

public sealed class PreciseDelayTests
{
    [Fact]
    public async Task A_delay_that_ends_before_an_earlier_one_does_not_wait_for_it()
    {
        using var end = new CancellationTokenSource();
        var longer = PreciseDelay.WaitAsync(TimeSpan.FromHours(1), end.Token);

        await PreciseDelay.WaitAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.False(longer.IsCompleted);
        await end.CancelAsync();
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
