using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace OpenStackImage.Images;

/// <summary>
/// A filtered list of images that stays complete while its consumer deletes or changes the images. A list that is sorted by a field that
/// the consumer may change is read completely first; <see cref="Http.ListReader{T}"/> handles images that are deleted meanwhile.
/// </summary>
/// <param name="query">The filters.</param>
/// <param name="read">Reads the pages of the list.</param>
internal sealed class ImageList(ImageQuery query, Func<IAsyncEnumerable<Image>> read)
{
    /// <exception cref="OpenStackException">The list cannot be read.</exception>
    public async IAsyncEnumerable<Image> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = query.SortsByMutableField ? CompleteAsync(cancellationToken) : read();
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
            await foreach (var image in read().WithCancellation(cancellationToken).ConfigureAwait(false))
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
}
