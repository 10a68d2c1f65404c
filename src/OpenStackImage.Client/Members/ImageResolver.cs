using System.Globalization;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>
/// Resolves images by ID or name. Images of other projects never take precedence over what this project owns or has accepted, and of
/// several images of one name none is chosen at random.
/// </summary>
internal sealed class ImageResolver(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);
    private readonly MemberClient _members = new(session, observer);

    /// <summary>
    /// Resolves an image and does something with it: with an image object and an ID at once, without a request; with a name, or an ID that
    /// does not exist, after a list.
    /// </summary>
    /// <param name="reference">The image as the user specified it.</param>
    /// <param name="act">Receives the image; is called again if the ID turns out to be a name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="sharedWith">
    /// The project whose membership matters: of several images of one name, the one that is shared with it is preferred. Null prefers an
    /// image of this project.
    /// </param>
    /// <exception cref="NameNotFoundException">No image has the name.</exception>
    /// <exception cref="NotFoundException">No image has the ID, nor the ID as its name.</exception>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task ResolveAsync(
        ImageReference reference, Func<ResourceName, Task> act, CancellationToken cancellationToken, string? sharedWith = null)
    {
        NotFoundException? missing = null;
        if (KnownIdOf(reference) is { } image)
        {
            try
            {
                await act(image).ConfigureAwait(false);
                return;
            }
            catch (NotFoundException notFound) when (notFound.IsAboutImage && reference.Image is null)
            {
                missing = notFound;
            }
        }

        var found = await FindAsync(reference, sharedWith, missing, cancellationToken).ConfigureAwait(false);
        await act(new ResourceName(found.Id, found.Name)).ConfigureAwait(false);
    }

    /// <summary>Resolves an image and returns the result of a function of it.</summary>
    /// <inheritdoc cref="ResolveAsync(ImageReference, Func{ResourceName, Task}, CancellationToken, string)"/>
    public async Task<T> ResolveAsync<T>(ImageReference reference, Func<ResourceName, Task<T>> act, CancellationToken cancellationToken)
    {
        NotFoundException? missing = null;
        if (KnownIdOf(reference) is { } image)
        {
            try
            {
                return await act(image).ConfigureAwait(false);
            }
            catch (NotFoundException notFound) when (notFound.IsAboutImage && reference.Image is null)
            {
                missing = notFound;
            }
        }

        var found = await FindAsync(reference, sharedWith: null, missing, cancellationToken).ConfigureAwait(false);
        return await act(new ResourceName(found.Id, found.Name)).ConfigureAwait(false);
    }

    /// <summary>Reads an image: GET by its ID; by its name, the document of the list.</summary>
    /// <inheritdoc cref="ResolveAsync(ImageReference, Func{ResourceName, Task}, CancellationToken, string)"/>
    public async Task<Image> GetAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        NotFoundException? missing = null;
        if (KnownIdOf(reference) is { } image)
        {
            try
            {
                return await _images.GetAsync(image.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (NotFoundException notFound) when (reference.Image is null)
            {
                missing = notFound;
            }
        }

        return await FindAsync(reference, sharedWith: null, missing, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the image with a name; null if there is none.</summary>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task<Image?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(new ImageQuery { Name = name }, cancellationToken).ConfigureAwait(false);
        if (listed.Count > 0)
        {
            // A default list contains only those shared images that the project has accepted, but to an admin all of them.
            return await ChooseAsync(name, listed, sharesAreAccepted: !session.IsAdmin, cancellationToken).ConfigureAwait(false);
        }

        var shared = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All }, cancellationToken)
            .ConfigureAwait(false);
        var hidden = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All, Hidden = true }, cancellationToken)
            .ConfigureAwait(false);
        return await ChooseAsync(name, [.. shared, .. hidden], sharesAreAccepted: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the ID without a request: of an image object, or of text that is a valid ID; null for a name.</summary>
    private static ResourceName? KnownIdOf(ImageReference reference)
        => reference.Image is { } image ? new ResourceName(image.Id, image.Name)
            : OpenStackId.TryParseImageId(reference.Text, out var id) ? new ResourceName(id, null)
            : null;

    private async Task<Image> FindAsync(
        ImageReference reference, string? sharedWith, NotFoundException? missing, CancellationToken cancellationToken)
    {
        var found = sharedWith is null
            ? await FindAsync(reference.Text, cancellationToken).ConfigureAwait(false)
            : await FindSharedAsync(reference.Text, sharedWith, cancellationToken).ConfigureAwait(false);
        return found ?? throw missing ?? (OpenStackException)NotFound(reference.Text);
    }

    /// <summary>
    /// Returns the image of this name that is shared with a project: a pending one before one that was accepted or rejected, and any image
    /// of the name if none is shared with the project.
    /// </summary>
    private async Task<Image?> FindSharedAsync(string name, string projectId, CancellationToken cancellationToken)
    {
        foreach (var status in new[] { MemberStatus.Pending, MemberStatus.All })
        {
            var query = new ImageQuery { Name = name, Visibility = ImageVisibility.Shared, MemberStatus = status };
            var listed = await ListAsync(query, cancellationToken).ConfigureAwait(false);
            var shared = listed.Where(image => image.OwnerId != projectId).ToList();
            if (session.IsAdmin)
            {
                shared = await WithMemberAsync(shared, projectId, status, cancellationToken).ConfigureAwait(false);
            }

            if (shared.Count > 0)
            {
                return SingleOrAmbiguous(name, shared);
            }
        }

        return await FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns those images that a project is a member of. The list of an admin contains every shared image.</summary>
    private async Task<List<Image>> WithMemberAsync(
        IEnumerable<Image> images, string projectId, string status, CancellationToken cancellationToken)
    {
        var shared = new List<Image>();
        foreach (var image in images)
        {
            var member = await _members.FindAsync(image.Id, projectId, cancellationToken).ConfigureAwait(false);
            if (member is not null && (status == MemberStatus.All || member.Status == status))
            {
                shared.Add(image);
            }
        }

        return shared;
    }

    private async Task<List<Image>> ListAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        var images = new List<Image>();
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            // Glance's database may ignore case and trailing spaces; a name is exact.
            if (string.Equals(image.Name, query.Name, StringComparison.Ordinal))
            {
                images.Add(image);
            }
        }

        return images;
    }

    private async Task<Image?> ChooseAsync(
        string name, IReadOnlyList<Image> images, bool sharesAreAccepted, CancellationToken cancellationToken)
    {
        var mine = images.Where(image => image.OwnerId is not null && image.OwnerId == session.ProjectId).ToArray();
        if (mine.Length > 0)
        {
            return SingleOrAmbiguous(name, mine);
        }

        if (images.Count > 1)
        {
            var shared = images.Where(image => image.Visibility == ImageVisibility.Shared);
            var accepted = sharesAreAccepted || session.ProjectId is null
                ? shared.ToList()
                : await WithMemberAsync(shared, session.ProjectId, MemberStatus.Accepted, cancellationToken).ConfigureAwait(false);
            if (accepted.Count > 0)
            {
                return SingleOrAmbiguous(name, accepted);
            }
        }

        return images.Count == 0 ? null : SingleOrAmbiguous(name, images);
    }

    private static Image SingleOrAmbiguous(string name, IReadOnlyList<Image> images)
        => images.Count == 1 ? images[0] : throw Ambiguous(name, images);

    private NameNotFoundException NotFound(string name) => new(
        ErrorIds.ImageNotFound,
        $"No image named '{name}' is visible to {session.ScopeDescription}. Names are case-sensitive.",
        name.IndexOf('*') >= 0
            ? "Only the -Name parameter of Get-OSImage accepts wildcards."
            : "Get-OSImage lists the images. An image that another project shares, or a community image, "
                + "can always be specified by its ID.");

    private static AmbiguousNameException Ambiguous(string name, IReadOnlyList<Image> images) => new(
        ErrorIds.AmbiguousImageName,
        $"{images.Count} images are named '{name}'.",
        "Specify the image by its ID",
        images.OrderByDescending(image => image.CreatedAt).Select(image => string.Format(
            CultureInfo.InvariantCulture, "{0} ({1}, owner {2}, created {3:yyyy-MM-dd HH:mm}Z)", image.Id, image.Visibility,
            image.OwnerId ?? "unknown", image.CreatedAt?.ToUniversalTime())));
}
