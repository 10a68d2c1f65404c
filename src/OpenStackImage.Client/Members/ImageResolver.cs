using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Resolves images by ID, name or object. An ID is used directly. It is looked up as a name only if no image has the ID.</summary>
internal sealed class ImageResolver(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);
    private readonly ImageNameLookup _names = new(session, observer);

    /// <summary>
    /// Resolves an image and runs an action. For an image object or an ID, no request is sent first. For a name, or an ID that does not
    /// exist, images are listed first.
    /// </summary>
    /// <param name="reference">The image as the user specified it.</param>
    /// <param name="act">Receives the image; is called again if the ID turns out to be a name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="sharedWith"> The project whose membership is relevant: if several images have the name, the image that is shared with
    /// this project is preferred. Null to prefer an image of the session's project.</param>
    /// <exception cref="NameNotFoundException">No image has the name.</exception>
    /// <exception cref="NotFoundException">No image has the ID, nor the ID as its name.</exception>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public Task ResolveAsync(
        ImageReference reference, Func<ResourceName, Task> act, CancellationToken cancellationToken, string? sharedWith = null)
    {
        return ResolveAsync(reference, ActAsync, found => ActAsync(found.ResourceName), sharedWith, cancellationToken);

        async Task<bool> ActAsync(ResourceName image)
        {
            await act(image).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Resolves an image and returns the result of a function of it.</summary>
    /// <inheritdoc cref="ResolveAsync(ImageReference, Func{ResourceName, Task}, CancellationToken, string)"/>
    public Task<T> ResolveAsync<T>(ImageReference reference, Func<ResourceName, Task<T>> act, CancellationToken cancellationToken)
        => ResolveAsync(reference, act, found => act(found.ResourceName), sharedWith: null, cancellationToken);

    /// <summary>Reads an image: GET by its ID; by its name, the document of the list.</summary>
    /// <inheritdoc cref="ResolveAsync(ImageReference, Func{ResourceName, Task}, CancellationToken, string)"/>
    public Task<Image> GetAsync(ImageReference reference, CancellationToken cancellationToken) => ResolveAsync(
        reference, image => _images.GetAsync(image.Id, cancellationToken), Task.FromResult, sharedWith: null, cancellationToken);

    private async Task<T> ResolveAsync<T>(
        ImageReference reference, Func<ResourceName, Task<T>> actOnId, Func<Image, Task<T>> actOnNamed, string? sharedWith,
        CancellationToken cancellationToken)
    {
        NotFoundException? missing = null;
        if (KnownIdOf(reference) is { } image)
        {
            try
            {
                return await actOnId(image).ConfigureAwait(false);
            }
            catch (NotFoundException notFound) when (notFound.IsAboutImage && reference.Image is null)
            {
                missing = notFound;
            }
        }

        var found = await FindAsync(reference, sharedWith, missing, cancellationToken).ConfigureAwait(false);
        return await actOnNamed(found).ConfigureAwait(false);
    }

    /// <summary>Returns the ID without a request: of an image object, or of text that is a valid ID; null for a name.</summary>
    private static ResourceName? KnownIdOf(ImageReference reference)
        => reference.Image is { } image ? image.ResourceName
            : OpenStackId.TryParseImageId(reference.Text, out var id) ? new ResourceName(id, null)
            : null;

    private async Task<Image> FindAsync(
        ImageReference reference, string? sharedWith, NotFoundException? missing, CancellationToken cancellationToken)
    {
        var finding = sharedWith is null
            ? _names.FindAsync(reference.Text, cancellationToken)
            : _names.FindSharedAsync(reference.Text, sharedWith, cancellationToken);
        var found = await finding.ConfigureAwait(false);
        return found ?? throw missing ?? (OpenStackException)NotFound(reference.Text);
    }

    private NameNotFoundException NotFound(string name) => new(
        ErrorIds.ImageNotFound,
        $"No image named '{name}' is visible to {session.ScopeDescription}. Names are case-sensitive.",
        name.IndexOf('*') >= 0
            ? "Only Get- cmdlets accept wildcards. Pipe the images from Get-OSImage to the cmdlet."
            : "Get-OSImage lists the images. An image that another project shares, or a community image, "
                + "can always be specified by its ID.");
}
