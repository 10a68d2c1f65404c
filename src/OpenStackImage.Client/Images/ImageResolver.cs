using System.Globalization;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// Finds an image by what a person calls it. What strangers publish or offer never stands in the way of what this project owns or has
/// accepted, and of several images none is chosen at random.
/// </summary>
internal sealed class ImageResolver(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);
    private readonly MemberClient _members = new(session, observer);

    /// <summary>Resolves an image and does something with it; of several images of one name, the one that <see cref="FindAsync"/> prefers.</summary>
    /// <inheritdoc cref="ResolveAsync{T}(ImageReference, Func{string, Task{Image}}, Func{ResourceName, Task{T}})"/>
    public Task ResolveAsync(ImageReference reference, Func<ResourceName, Task> act, CancellationToken cancellationToken)
        => ResolveAsync(reference, name => FindAsync(name, cancellationToken), act);

    /// <inheritdoc cref="ResolveAsync{T}(ImageReference, Func{string, Task{Image}}, Func{ResourceName, Task{T}})"/>
    public async Task ResolveAsync(ImageReference reference, Func<string, Task<Image?>> find, Func<ResourceName, Task> act)
        => await ResolveAsync(reference, find, async image =>
        {
            await act(image).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

    /// <summary>
    /// Resolves an image and does something with it: an image object and an ID at once, without a request; a name, or an ID that does not exist, by a list.
    /// </summary>
    /// <param name="reference">The image as the user specified it.</param>
    /// <param name="find">Looks up a name; returns null if no image has it.</param>
    /// <param name="act">Receives the image; is called again if the ID turns out to be a name.</param>
    /// <exception cref="NameNotFoundException">No image has the name.</exception>
    /// <exception cref="NotFoundException">No image has the ID, nor the ID as its name.</exception>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task<T> ResolveAsync<T>(ImageReference reference, Func<string, Task<Image?>> find, Func<ResourceName, Task<T>> act)
    {
        if (reference.Image is { } image)
        {
            return await act(new ResourceName(image.Id, image.Name)).ConfigureAwait(false);
        }

        NotFoundException? missing = null;
        if (OpenStackId.TryParseImageId(reference.Text, out var id))
        {
            try
            {
                return await act(new ResourceName(id, null)).ConfigureAwait(false);
            }
            catch (NotFoundException notFound) when (notFound.IsAboutImage)
            {
                missing = notFound;
            }
        }

        var found = await find(reference.Text).ConfigureAwait(false);
        if (found is null)
        {
            throw missing ?? (OpenStackException)NotFound(reference.Text);
        }

        return await act(new ResourceName(found.Id, found.Name)).ConfigureAwait(false);
    }

    /// <summary>Reads an image: GET by its ID; by its name, the document of the list.</summary>
    /// <inheritdoc cref="ResolveAsync{T}(ImageReference, Func{string, Task{Image}}, Func{ResourceName, Task{T}})"/>
    public async Task<Image> GetAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        if (OpenStackId.TryParseImageId(reference.Text, out _))
        {
            return await ResolveAsync(
                reference, name => FindAsync(name, cancellationToken), image => _images.GetAsync(image.Id, cancellationToken)).ConfigureAwait(false);
        }

        return await FindAsync(reference.Text, cancellationToken).ConfigureAwait(false) ?? throw NotFound(reference.Text);
    }

    /// <summary>The image of this name; null if there is none.</summary>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task<Image?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(new ImageQuery { Name = name }, cancellationToken).ConfigureAwait(false);
        if (listed.Count > 0)
        {
            // A default list shows only those shares that the project has accepted, but not to an admin, to whom it shows all.
            return await ChooseAsync(name, listed, sharesAreAccepted: !session.IsAdmin, cancellationToken).ConfigureAwait(false);
        }

        var offered = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All }, cancellationToken).ConfigureAwait(false);
        var hidden = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All, Hidden = true }, cancellationToken).ConfigureAwait(false);
        return await ChooseAsync(name, [.. offered, .. hidden], sharesAreAccepted: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The image of this name that is offered to a project: one that waits for an answer before one that has got it. Where none is offered,
    /// any image of the name.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="projectId">The project to which it is offered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task<Image?> FindOfferAsync(string name, string projectId, CancellationToken cancellationToken)
    {
        foreach (var status in new[] { MemberStatus.Pending, MemberStatus.All })
        {
            var query = new ImageQuery { Name = name, Visibility = ImageVisibility.Shared, MemberStatus = status };
            var offers = (await ListAsync(query, cancellationToken).ConfigureAwait(false)).Where(image => image.OwnerId != projectId).ToList();
            if (session.IsAdmin)
            {
                offers = await OfferedAsync(offers, projectId, status, cancellationToken).ConfigureAwait(false);
            }

            if (offers.Count > 0)
            {
                return SingleOrAmbiguous(name, offers);
            }
        }

        return await FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An admin's list holds every shared image, so each must be asked for the project.</summary>
    private async Task<List<Image>> OfferedAsync(IEnumerable<Image> images, string projectId, string status, CancellationToken cancellationToken)
    {
        var offered = new List<Image>();
        foreach (var image in images)
        {
            if (await _members.FindAsync(image.Id, projectId, cancellationToken).ConfigureAwait(false) is { } member
                && (status == MemberStatus.All || member.Status == status))
            {
                offered.Add(image);
            }
        }

        return offered;
    }

    private async Task<List<Image>> ListAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        var images = new List<Image>();
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            // Glance's database may compare without case or trailing blanks; a name is exact.
            if (string.Equals(image.Name, query.Name, StringComparison.Ordinal))
            {
                images.Add(image);
            }
        }

        return images;
    }

    private async Task<Image?> ChooseAsync(string name, IReadOnlyList<Image> images, bool sharesAreAccepted, CancellationToken cancellationToken)
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
                : await OfferedAsync(shared, session.ProjectId, MemberStatus.Accepted, cancellationToken).ConfigureAwait(false);
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
        $"There is no image named '{name}' that {session.ScopeDescription} may see. Names are exact, capitals included.",
        name.IndexOf('*') >= 0
            ? "Wildcards are for the parameter -Name of Get-OSImage."
            : "Get-OSImage lists what there is; an image that another project shares or publishes as community can always be named by its ID.");

    private static AmbiguousNameException Ambiguous(string name, IReadOnlyList<Image> images) => new(
        ErrorIds.AmbiguousImageName,
        $"{images.Count} images are named '{name}'.",
        "Use the ID of the one you mean",
        images.OrderByDescending(image => image.CreatedAt).Select(image => string.Format(
            CultureInfo.InvariantCulture, "{0} ({1}, owner {2}, created {3:yyyy-MM-dd HH:mm}Z)", image.Id, image.Visibility, image.OwnerId ?? "unknown", image.CreatedAt?.ToUniversalTime())));
}
