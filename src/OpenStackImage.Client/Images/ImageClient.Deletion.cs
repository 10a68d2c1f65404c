using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <content>The deletion of images and of their data.</content>
internal sealed partial class ImageClient
{
    private const string StoresCollection = "stores";

    /// <summary>DELETE /v2/images/{id}: deletes an image that is known to exist, with its data and its members.</summary>
    /// <exception cref="NotFoundException">The image does not exist, or this project has no access to it.</exception>
    /// <exception cref="AccessDeniedException">The image is protected, or belongs to another project.</exception>
    /// <exception cref="ConflictException">The data is in use.</exception>
    public Task DeleteAsync(string imageId, CancellationToken cancellationToken)
        => DeleteAsync(imageId, existed: true, cancellationToken);

    /// <summary>
    /// Deletes an image of which only the ID is known. The image is read first: if the response to the DELETE is lost and a second DELETE
    /// finds no image, this shows whether the image existed.
    /// </summary>
    /// <inheritdoc cref="DeleteAsync(string, CancellationToken)"/>
    public async Task DeleteIfExistsAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await FindAsync(imageId, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(imageId, existed: image is not null, cancellationToken).ConfigureAwait(false);
    }

    private Task DeleteAsync(string imageId, bool existed, CancellationToken cancellationToken)
    {
        var url = Resource(session.Image, imageId);
        var verification = new Verification(url, evidence => JudgeDeletion(evidence, imageId, existed))
        {
            Waits = [],
            StaysUndecided = (failure, evidence) => (failure, evidence) switch
            {
                (_, null) => new OutcomeUnknownException($"the deletion of image {imageId}", failure, Shows(imageId)),
                (ServiceException refusal, _) => ImageErrorExplainer.HalfDeleted(refusal, imageId),
                _ => failure,
            },
        };
        return WriteAsync(imageId, ServiceRequest.Delete(url, verification), cancellationToken);
    }

    /// <summary>DELETE /v2/stores/{store}/{id}: the data in one of several stores.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="storeId">A store's ID, for which <see cref="OpenStackId.IsStoreId"/> is true.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The image does not exist, or is not in that store.</exception>
    /// <exception cref="AccessDeniedException">It is the last store that has the data.</exception>
    /// <exception cref="ConflictException">The store does not exist, or the data is in use.</exception>
    public async Task DeleteFromStoreAsync(string imageId, string storeId, CancellationToken cancellationToken)
    {
        var image = await FindAsync(imageId, cancellationToken).ConfigureAwait(false);
        var wasStored = image?.Stores.Contains(storeId) == true;
        var url = session.Image.Resource(StoresCollection, storeId, imageId);
        var verification = new Verification(
            Resource(session.Image, imageId), evidence => wasStored && !IsStored(evidence) ? Verdict.Done : Verdict.NotDone)
        {
            Shows = Shows(imageId),
        };
        await WriteAsync(imageId, ServiceRequest.Delete(url, verification), cancellationToken).ConfigureAwait(false);

        bool IsStored(Evidence evidence)
            => evidence.Response is { } response && response.Read(ImageReader.Read).Stores.Contains(storeId);
    }

    /// <summary>If an image with the status deleted can still be read, its deletion failed after the data was deleted.</summary>
    private static Verdict JudgeDeletion(Evidence evidence, string imageId, bool existed)
        => evidence.Response is not { } response ? existed ? Verdict.Done : Verdict.NotDone
        : Read(response, imageId).Status == ImageStatus.Deleted ? Verdict.Undecided
        : Verdict.NotDone;
}
