using System.Runtime.CompilerServices;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Cmdlets;

/// <summary>The names with wildcards that Get- cmdlets accept for -Image.</summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ImagePatterns(OpenStackSession session, IRequestObserver? observer)
{
    private static readonly char[] Special = ['*', '?', '[', ']', '`'];

    private readonly ImageClient _images = new(session, observer);

    /// <summary>
    /// Returns the reference to one image; null if the text is a pattern. A text is not a pattern if it is the name of an image. Otherwise
    /// backticks escape wildcards.
    /// </summary>
    public async Task<ImageReference?> LiteralAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        if (reference.Image is not null
            || reference.Text.IndexOfAny(Special) < 0
            || await IsNameAsync(reference.Text, new ImageQuery(), cancellationToken).ConfigureAwait(false))
        {
            return reference;
        }

        if (NamePattern.IsPlain(reference.Text, out var name))
        {
            return new ImageReference(name);
        }

        return NamePattern.IsValid(reference.Text) ? null : reference;
    }

    /// <summary>Returns the images whose names match a pattern.</summary>
    public async IAsyncEnumerable<Image> ListAsync(
        string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = NamePattern.Of(text);
        await foreach (var image in _images.ListAsync(new ImageQuery(), cancellationToken).ConfigureAwait(false))
        {
            if (image.Name is not null && pattern.IsMatch(image.Name))
            {
                yield return image;
            }
        }
    }

    /// <summary>Calls a function for one image, or for each image whose name matches a pattern.</summary>
    /// <param name="reference">The image as the user specified it.</param>
    /// <param name="act">Receives the image's ID and, if known, its name.</param>
    /// <param name="writer">Writes the failures of images that match a pattern.</param>
    public async Task ForEachAsync(ImageReference reference, Func<ResourceName, Task> act, PipelineWriter writer)
    {
        if (await LiteralAsync(reference, writer.CancellationToken).ConfigureAwait(false) is { } literal)
        {
            await new ImageResolver(session, observer).ResolveAsync(literal, act, writer.CancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (var image in ListAsync(reference.Text, writer.CancellationToken).ConfigureAwait(false))
        {
            try
            {
                await act(image.ResourceName).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                writer.WriteError(ErrorRecords.From(failure, image.Id));
            }
        }
    }

    /// <summary>True if an image that the query selects has exactly this name.</summary>
    public async Task<bool> IsNameAsync(string name, ImageQuery query, CancellationToken cancellationToken)
    {
        var named = query with { Name = name, Count = 1 };
        await foreach (var _ in _images.ListAsync(named, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return false;
    }
}
