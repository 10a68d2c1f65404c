namespace OpenStackImage.Images;

/// <summary>Reads an image at increasing intervals until it has reached a state, or has not changed for too long.</summary>
internal sealed class ImageWait
{
    /// <summary>The longest time without a change; null for no limit.</summary>
    public TimeSpan? StallLimit { get; init; }

    /// <summary>Waits between two requests.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Is notified of the image before each pause.</summary>
    public Action<Image>? Waiting { get; init; }

    /// <summary>The image as it was read last while it existed; null before the first read.</summary>
    public Image? Seen { get; private set; }

    /// <param name="read">Reads the image; null if it does not exist.</param>
    /// <param name="isOver">True for an image for which the wait ends.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image as it was read last; null if it no longer exists.</returns>
    public async Task<Image?> RunAsync(
        Func<CancellationToken, Task<Image?>> read, Func<Image, bool> isOver, CancellationToken cancellationToken)
    {
        var image = Seen = await read(cancellationToken).ConfigureAwait(false);
        var unchanged = TimeSpan.Zero;
        var waited = TimeSpan.Zero;
        for (var pause = PollInterval.First; image is not null && !isOver(image); pause = PollInterval.Next(pause, waited))
        {
            if (unchanged >= StallLimit || waited >= PollInterval.Limit)
            {
                break;
            }

            Waiting?.Invoke(image);
            await Pause(pause, cancellationToken).ConfigureAwait(false);
            waited += pause;
            var next = await read(cancellationToken).ConfigureAwait(false);
            unchanged = next is not null && StateOf(next) == StateOf(image) ? unchanged + pause : TimeSpan.Zero;
            image = next;
            Seen = next ?? Seen;
        }

        return image;
    }

    private static (string, long?, string?, string?, DateTime?) StateOf(Image image)
        => (image.Status, image.Size, image.Checksum, image.HashValue, image.UpdatedAt);
}
