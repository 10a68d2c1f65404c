using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Sharing;

/// <summary>An image that entries of a sharing file select.</summary>
/// <param name="Image">The ID and the name.</param>
/// <param name="OwnerId">The ID of the owning project.</param>
/// <param name="Entries">The entries in the order of the file; at least one.</param>
internal sealed record SelectedImage(ResourceName Image, string? OwnerId, IReadOnlyList<SharingEntry> Entries)
{
    /// <summary>The line of the first entry.</summary>
    public int Line => Entries[0].Line;

    /// <summary>True if only the ID is known: the image was not read, and it may not exist.</summary>
    public bool IsUnread { get; init; }
}

/// <summary>An entry with an image that cannot be shared.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Image">The image; null if there is none.</param>
/// <param name="Failure">The error.</param>
internal sealed record UnusableImage(SharingEntry Entry, ResourceName? Image, OpenStackException Failure)
{
    /// <summary>The image's ID, or the value in the file.</summary>
    public string Text => Image?.Id ?? Entry.Images.Id ?? Entry.Images.Name!;
}

/// <summary>
/// Finds the images of a sharing file among the shared images that the session can audit: those of all projects in an admin session,
/// otherwise those of its project. Hidden images are included.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="document">The file.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class FileImages(OpenStackSession session, SharingDocument document, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The images that entries select, in the order in which the cloud lists them.</summary>
    public List<SelectedImage> Selected { get; } = [];

    /// <summary>The entries with images that cannot be shared.</summary>
    public List<UnusableImage> Unusable { get; } = [];

    /// <summary>
    /// Selects the images without a request if only their IDs are needed: each entry has an ID and no name, and the session is an admin
    /// session. The request for the members then shows whether an image exists and is shared.
    /// </summary>
    /// <returns>False if the images must be read.</returns>
    public bool TrySelectByIds()
    {
        if (!session.IsAdmin || !document.Entries.All(IsIdOnly))
        {
            return false;
        }

        Selected.AddRange(document.Entries.GroupBy(entry => entry.Images.Id!, StringComparer.Ordinal)
            .Select(same => new SelectedImage(new ResourceName(same.Key, null), OwnerId: null, [.. same]) { IsUnread = true }));
        return true;

        // If an entry contains a domain, its image is not shared with the project that owns it.
        static bool IsIdOnly(SharingEntry entry)
            => entry.Images is { Id: not null, Name: null } && !entry.Projects.Any(project => project.IsWholeDomain);
    }

    /// <summary>Reads an image that is known only by its ID.</summary>
    /// <returns>The image; null if it does not exist.</returns>
    public async Task<SelectedImage?> ReadAsync(SelectedImage image, CancellationToken cancellationToken)
    {
        var found = await _images.FindAsync(image.Image.Id, cancellationToken).ConfigureAwait(false);
        return found is null ? null : image with { Image = found.ResourceName, OwnerId = found.OwnerId, IsUnread = false };
    }

    /// <summary>Determines why the members of an image that is known only by its ID cannot be read.</summary>
    /// <returns>One for each entry; none if the image is shared.</returns>
    public async Task<IReadOnlyList<UnusableImage>> ExplainAsync(SelectedImage image, CancellationToken cancellationToken)
    {
        var found = await _images.FindAsync(image.Image.Id, cancellationToken).ConfigureAwait(false);
        return [.. image.Entries.Select(entry => found is null ? Missing(entry) : UnusableOf(entry, found)).OfType<UnusableImage>()];
    }

    /// <summary>The lists to read for a selection; none if reading single images is cheaper.</summary>
    public IReadOnlyList<ImageQuery> QueriesOf(SharingSelection selection)
    {
        var entries = selection.Unmatched.Take(NamedImages.MaxSingleReads + 1).ToList();
        if (entries.Count <= NamedImages.MaxSingleReads && entries.All(entry => entry.Images.NamesImages))
        {
            return [];
        }

        // An admin's list contains every shared image, with any member status.
        var owner = session.IsAdmin ? null : session.RequireProjectId();
        return [Query(isHidden: false), Query(isHidden: true)];

        ImageQuery Query(bool isHidden) => new() { Visibility = ImageVisibility.Shared, Owner = owner, Hidden = isHidden };
    }

    /// <summary>Reads a list, and adds the images that entries select.</summary>
    /// <exception cref="OpenStackException">The list cannot be read to its end.</exception>
    public async Task ReadAsync(ImageQuery query, SharingSelection selection, CancellationToken cancellationToken)
    {
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            Add(image, selection);
        }
    }

    /// <summary>Reads the images of entries that specify them by ID or name and have selected none so far.</summary>
    /// <param name="selection">The entries.</param>
    /// <param name="limit">The maximum number of concurrent requests.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<(SharingEntry Entry, Task<IReadOnlyList<Image>> Images)> FindAsync(
        SharingSelection selection, int limit, CancellationToken cancellationToken)
        => new NamedImages(_images).FindAsync(
            [.. selection.Unmatched.Where(entry => entry.Images.NamesImages)], limit, cancellationToken);

    /// <summary>Adds the images that an entry specifies, or determines why it selects none.</summary>
    public void Add(SharingEntry entry, IReadOnlyList<Image> found, SharingSelection selection)
    {
        if (found.Count == 0)
        {
            Unusable.Add(Missing(entry));
        }

        // Other projects may have images of the same name. Without an admin session, these are not selected.
        foreach (var image in session.IsAdmin || !found.Any(IsOwn) ? found : found.Where(IsOwn))
        {
            if (UnusableOf(entry, image) is { } unusable)
            {
                Unusable.Add(unusable);
            }
            else
            {
                Add(image, selection);
            }
        }
    }

    private void Add(Image image, SharingSelection selection)
    {
        if (image.Visibility == ImageVisibility.Shared && !_seen.Contains(image.Id) && selection.Match(image) is { Count: > 0 } entries)
        {
            _seen.Add(image.Id);
            Selected.Add(new SelectedImage(image.ResourceName, image.OwnerId, entries));
        }
    }

    private bool IsOwn(Image image) => image.OwnerId is not null && image.OwnerId == session.ProjectId;

    private UnusableImage Missing(SharingEntry entry) => new(entry, Image: null, new NameNotFoundException(
        ErrorIds.ImageNotFound,
        $"{document.Place(entry.Line)}: no image with the {entry.Images} is visible to {session.ScopeDescription}.",
        "Check the entry of the file, or remove it."));

    private UnusableImage? UnusableOf(SharingEntry entry, Image image)
        => WhyNotShareable(entry, image) is { } failure ? new UnusableImage(entry, image.ResourceName, failure) : null;

    private AccessDeniedException? WhyNotShareable(SharingEntry entry, Image image)
    {
        var name = $"{document.Place(entry.Line)}: image {image.ResourceName}";
        if (image.Visibility != ImageVisibility.Shared)
        {
            var action = image.Visibility == ImageVisibility.Private
                ? $"Use Set-OSImage {image.Id} -Visibility shared, or remove the entry."
                : "Remove the entry: other projects can use the image without being members.";
            return new AccessDeniedException(
                ErrorIds.ImageNotShared, $"{name} is {image.Visibility}. Only shared images have members.", response: null, action);
        }

        return session.IsAdmin || IsOwn(image) ? null : new AccessDeniedException(
            ErrorIds.NotTheOwner,
            $"{name} belongs to project {image.OwnerId}, and only that project and admins can change its members.",
            response: null,
            "Run the command in that project or in an admin session, or remove the entry.");
    }
}
