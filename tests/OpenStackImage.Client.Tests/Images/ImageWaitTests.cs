using OpenStackImage.Images;

namespace OpenStackImage.Client.Tests.Images;

/// <summary>The wait for a state of an image.</summary>
public sealed class ImageWaitTests
{
    private readonly List<TimeSpan> _pauses = [];

    [Fact]
    public async Task An_image_in_the_state_is_read_once_and_not_waited_for()
    {
        var wait = Wait();

        var image = await wait.RunAsync(Reading(Of("active")), IsActive, CancellationToken.None);

        Assert.Equal("active", image!.Status);
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task The_pauses_grow_up_to_five_seconds()
    {
        var states = Enumerable.Range(0, 20).Select(size => Of("saving", size)).Append(Of("active"));

        await Wait().RunAsync(Reading([.. states]), IsActive, CancellationToken.None);

        Assert.Equal(20, _pauses.Count);
        Assert.Equal([250, 375, 562.5], _pauses.Take(3).Select(pause => pause.TotalMilliseconds));
        Assert.Equal(_pauses.Order(), _pauses);
        Assert.Equal(TimeSpan.FromSeconds(5), _pauses[^1]);
    }

    [Fact]
    public async Task A_deleted_image_ends_the_wait_and_its_last_state_is_known()
    {
        var wait = Wait();

        var image = await wait.RunAsync(Reading(Of("queued"), Of("saving"), null), IsActive, CancellationToken.None);

        Assert.Null(image);
        Assert.Equal("saving", wait.Seen!.Status);
    }

    [Fact]
    public async Task An_image_that_does_not_change_ends_the_wait_after_the_limit()
    {
        var image = await Wait(TimeSpan.FromSeconds(30)).RunAsync(Reading(Of("saving")), IsActive, CancellationToken.None);

        Assert.Equal("saving", image!.Status);
        Assert.InRange(_pauses.Sum(pause => pause.TotalSeconds), 30, 35);
    }

    [Fact]
    public async Task An_image_that_changes_is_waited_for_beyond_the_limit()
    {
        var states = Enumerable.Range(0, 50).Select(size => Of("saving", size)).Append(Of("active"));

        var image = await Wait(TimeSpan.FromSeconds(10)).RunAsync(Reading([.. states]), IsActive, CancellationToken.None);

        Assert.Equal("active", image!.Status);
        Assert.True(_pauses.Sum(pause => pause.TotalSeconds) > 100);
    }

    private static bool IsActive(Image image) => image.Status == "active";

    private static Image Of(string status, long? size = null) => new() { Id = "a", Status = status, Size = size };

    /// <summary>Reads one state after the other; the last one again and again.</summary>
    private static Func<CancellationToken, Task<Image?>> Reading(params Image?[] states)
    {
        var left = new Queue<Image?>(states);
        return _ => Task.FromResult(left.Count > 1 ? left.Dequeue() : left.Peek());
    }

    private ImageWait Wait(TimeSpan? limit = null) => new() { StallLimit = limit, Pause = PauseAsync };

    private Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        _pauses.Add(pause);
        return Task.CompletedTask;
    }
}
