using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>Reads data of each image of a list concurrently, and handles the results in the order of the list.</summary>
/// <param name="activity">The title of the progress bar.</param>
/// <param name="limit">The number of concurrent requests.</param>
/// <param name="writer">Writes the progress.</param>
internal sealed class ImageFanOut(string activity, int limit, PipelineWriter writer)
{
    private int _known;

    /// <summary>Reads and handles all images. An image that is deleted meanwhile is skipped.</summary>
    /// <param name="images">The list.</param>
    /// <param name="readAsync">Reads the data of an image.</param>
    /// <param name="handle">Handles the data of an image.</param>
    /// <param name="fail">Handles the failure of an image; the others are still read.</param>
    /// <exception cref="OpenStackException">The list cannot be read.</exception>
    public async Task RunAsync<T>(
        IAsyncEnumerable<Image> images, Func<Image, Task<T>> readAsync, Func<Image, T, Task> handle, Action<Image, OpenStackException> fail)
    {
        var progress = new FanOutProgress(activity);
        var done = 0;
        var results = ParallelSelect.SelectAsync(images, limit, ReadNextAsync, writer.CancellationToken);
        await foreach (var (image, result) in results.ConfigureAwait(false))
        {
            if (progress.Next(done++, _known) is { } record)
            {
                writer.WriteProgress(record);
            }

            try
            {
                var read = await result.ConfigureAwait(false);
                await handle(image, read).ConfigureAwait(false);
            }
            catch (NotFoundException missing) when (missing.IsAboutImage)
            {
                writer.WriteVerbose($"Image {image.Id} was deleted while the images were listed.");
            }
            catch (OpenStackException failure)
            {
                fail(image, failure);
            }
        }

        if (progress.End() is { } end)
        {
            writer.WriteProgress(end);
        }

        Task<T> ReadNextAsync(Image image)
        {
            _known++;
            return readAsync(image);
        }
    }
}
