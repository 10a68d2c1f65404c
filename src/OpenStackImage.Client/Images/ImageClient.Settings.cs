namespace OpenStackImage.Images;

/// <content>Changes by settings.</content>
internal sealed partial class ImageClient
{
    /// <summary>Changes the settings of an image; sends nothing if it already has them.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="settings">Returns the settings for the image as it is now.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image afterwards.</returns>
    /// <inheritdoc cref="UpdateAsync(string, Func{Image, Task{IReadOnlyList{ImageChange}}}, CancellationToken)"/>
    public async Task<Image> UpdateAsync(string imageId, Func<Image, ImageSettings> settings, CancellationToken cancellationToken)
    {
        var (before, after) = await UpdateAsync(
            imageId,
            image => Task.FromResult<IReadOnlyList<ImageChange>?>(ImageChange.Make(image, settings(image))),
            cancellationToken).ConfigureAwait(false);
        return after ?? before;
    }

    /// <summary>Changes an image on the basis of a new GET. Other changes of this process to the image wait until it is complete.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="plan">Returns the changes for the image as it is now; null to change nothing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image before and after; after is null if <paramref name="plan"/> returned null.</returns>
    /// <exception cref="AccessDeniedException">This project has no permission to change the image, or to change it in this way.</exception>
    /// <exception cref="ConflictException">Another client changed the same field at the same time.</exception>
    public async Task<(Image Before, Image? After)> UpdateAsync(
        string imageId, Func<Image, Task<IReadOnlyList<ImageChange>?>> plan, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        var before = await GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        var changes = await plan(before).ConfigureAwait(false);
        var after = changes is null
            ? null
            : changes.Count == 0
            ? before
            : await PatchAsync(imageId, changes, cancellationToken).ConfigureAwait(false);
        return (before, after);
    }

    /// <summary>PATCH /v2/images/{id} with exactly these changes.</summary>
    /// <exception cref="AccessDeniedException">This project has no permission to change the image, or to change it in this way.</exception>
    /// <exception cref="ConflictException">Another client changed the same field at the same time.</exception>
    public async Task<Image> UpdateAsync(string imageId, IReadOnlyList<ImageChange> changes, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        return await PatchAsync(imageId, changes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the visibility of an image.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="visibility">One of <see cref="ImageVisibility"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AccessDeniedException">This project has no permission to change the image.</exception>
    public Task<Image> SetVisibilityAsync(string imageId, string visibility, CancellationToken cancellationToken)
        => UpdateAsync(imageId, [new ImageChange(ImageFields.Visibility, null, visibility)], cancellationToken);
}
