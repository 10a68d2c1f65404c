using System.Globalization;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>
/// Finds images by name. Images of other projects never take precedence over images that this project owns or has accepted. If several
/// images have the name, none of them is selected arbitrarily.
/// </summary>
internal sealed class ImageNameLookup(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);
    private readonly MemberClient _members = new(session, observer);

    /// <summary>Returns the image with a name; null if there is none.</summary>
    /// <exception cref="AmbiguousNameException">Several images have the name.</exception>
    public async Task<Image?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(new ImageQuery { Name = name }, cancellationToken).ConfigureAwait(false);
        if (listed.Count > 0)
        {
            // A default list contains only the shared images that the project has accepted; for an admin, it contains all of them.
            return await ChooseAsync(name, listed, sharesAreAccepted: !session.IsAdmin, cancellationToken).ConfigureAwait(false);
        }

        var shared = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All }, cancellationToken)
            .ConfigureAwait(false);
        var hidden = await ListAsync(new ImageQuery { Name = name, MemberStatus = MemberStatus.All, Hidden = true }, cancellationToken)
            .ConfigureAwait(false);
        return await ChooseAsync(name, [.. shared, .. hidden], sharesAreAccepted: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the image of this name that is shared with a project: a pending one before one that was accepted or rejected, and any image
    /// of the name if none is shared with the project.
    /// </summary>
    public async Task<Image?> FindSharedAsync(string name, string projectId, CancellationToken cancellationToken)
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
        await foreach (var image in _images.ListAsync(query with { RequiresAll = true }, cancellationToken).ConfigureAwait(false))
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

    private static AmbiguousNameException Ambiguous(string name, IReadOnlyList<Image> images)
    {
        var (message, action) = images.All(image => image.IsHidden)
            ? ($"No visible image is named '{name}', but {images.Count} hidden images are.",
                "Specify the image by its ID, or make the current version visible with Set-OSImage ID -Hidden $false")
            : ($"{images.Count} images are named '{name}'.", "Specify the image by its ID");
        return new AmbiguousNameException(
            ErrorIds.AmbiguousImageName, message, action, images.OrderByDescending(image => image.CreatedAt).Select(Description));
    }

    private static string Description(Image image) => string.Format(
        CultureInfo.InvariantCulture, "{0} ({1}{2}, owner {3}, created {4:yyyy-MM-dd HH:mm}Z)", image.Id, image.Visibility,
        image.IsHidden ? ", hidden" : "", image.OwnerId ?? "unknown", image.CreatedAt?.ToUniversalTime());
}
