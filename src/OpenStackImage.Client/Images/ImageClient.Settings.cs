namespace OpenStackImage.Images;

/// <content>Changes by settings.</content>
internal sealed partial class ImageClient
{
    /// <summary>Gives an image settings; sends nothing if it has them already.</summary>
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
}
