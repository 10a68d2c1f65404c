using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace OpenStackImage.Images;

/// <summary>
/// A list of images that stays complete while its consumer deletes or changes the images. No image comes twice. If the image behind which
/// the next page would start was deleted, the list is read again from the beginning; a list that is sorted by something that changes is
/// read completely first.
/// </summary>
/// <param name="query">The filters.</param>
/// <param name="read">Reads the list from the beginning.</param>
internal sealed class ImageList(ImageQuery query, Func<IAsyncEnumerable<Image>> read)
{
    /// <summary>How often the list is read from its beginning.</summary>
    private const int MaxReadings = 10_000;

    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="OpenStackException">The list cannot be read.</exception>
    public async IAsyncEnumerable<Image> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = query.SortsByMutableField ? CompleteAsync(cancellationToken) : ReadAgainAsync(cancellationToken);
        var left = query.Count ?? int.MaxValue;
        await foreach (var image in images.ConfigureAwait(false))
        {
            if (query.Admits(image))
            {
                yield return image;
                if (--left == 0)
                {
                    yield break;
                }
            }
        }
    }

    private async IAsyncEnumerable<Image> CompleteAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new List<Image>();
        var admitted = 0;
        ExceptionDispatchInfo? failure = null;
        try
        {
            await foreach (var image in ReadAgainAsync(cancellationToken).ConfigureAwait(false))
            {
                all.Add(image);
                if (query.Admits(image) && ++admitted == query.Count)
                {
                    break;
                }
            }
        }
        catch (OpenStackException broken)
        {
            failure = ExceptionDispatchInfo.Capture(broken);
        }

        foreach (var image in all)
        {
            yield return image;
        }

        failure?.Throw();
    }

    private async IAsyncEnumerable<Image> ReadAgainAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasNew = true;
        for (var reading = 1; hasNew; reading++)
        {
            hasNew = false;
            var isComplete = false;
            var images = read().GetAsyncEnumerator(cancellationToken);
            try
            {
                while (true)
                {
                    try
                    {
                        if (!await images.MoveNextAsync().ConfigureAwait(false))
                        {
                            isComplete = true;
                            break;
                        }
                    }
                    catch (ServiceException refusal) when (hasNew && reading < MaxReadings && refusal.StatusCode is 400 or 404)
                    {
                        // The marker was deleted (glance/api/v2/images.py, index).
                        break;
                    }

                    if (_seen.Add(images.Current.Id))
                    {
                        hasNew = true;
                        yield return images.Current;
                    }
                }
            }
            finally
            {
                await images.DisposeAsync().ConfigureAwait(false);
            }

            hasNew &= !isComplete;
        }
    }
}
