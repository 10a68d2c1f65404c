using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Imports;

/// <summary>
/// Waits for the end of an import on a cloud that does not show the tasks of images (before Image API 2.12): by the status of the image,
/// by the stores that Glance still has to fill, and by those that it could not fill (glance/async_/flows/api_image_import.py).
/// </summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ImportStatusWait(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);

    /// <summary>How long an image may show no change. Glance does not record in the image that an import has stalled.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Waits between two requests.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <param name="started">The import.</param>
    /// <param name="waiting">Is notified of the status of the image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image after the import.</returns>
    /// <exception cref="ImageTaskException">The import failed.</exception>
    /// <exception cref="OperationTimeoutException">The image has not changed for <see cref="StallLimit"/>.</exception>
    public async Task<Image> RunAsync(StartedImport started, Action<string> waiting, CancellationToken cancellationToken)
    {
        var stores = await StoresAsync(started.Import, cancellationToken).ConfigureAwait(false);
        var wait = new ImageWait { StallLimit = StallLimit, Pause = Pause, Waiting = image => waiting(image.Status) };
        var found = await wait.RunAsync(ReadAsync, image => IsOver(image, started, stores), cancellationToken).ConfigureAwait(false);
        var image = found!;
        if (!IsOver(image, started, stores))
        {
            var minutes = (int)StallLimit.TotalMinutes;
            throw new OperationTimeoutException(
                $"The import into image {image.ResourceName} shows no progress: its status is '{image.Status}', "
                + $"and it has not changed for {minutes} minutes.")
            {
                OwnAction = "Use Get-OSImage to check the image. Only the cloud's operators can determine why an import does not complete.",
            };
        }

        var isGoodEnough = image.Status == ImageStatus.Active
            && (started.Import.AllowsFailure || ImportFailure.StoresOf(image).Count == 0);
        return isGoodEnough ? image : throw ImportFailure.Of(image);

        async Task<Image?> ReadAsync(CancellationToken cancellationToken)
            => await _images.GetAsync(started.ImageId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Glance responds before it changes the image. The properties from an earlier import and the previous status of the image are not
    /// relevant.
    /// </summary>
    private static bool IsOver(Image image, StartedImport started, IReadOnlyList<string> stores)
    {
        if (ImportFailure.IsRunning(image))
        {
            return false;
        }

        var before = started.Before;
        var hasFailed = ImportFailure.StoresOf(image).Count > 0
            && (before is null || ImportFailure.StoresOf(before).Count == 0 || before.UpdatedAt != image.UpdatedAt);
        var isIn = started.Import.Method != ImportMethod.CopyImage || stores.All(image.Stores.Contains);
        return hasFailed || image.Status == ImageStatus.Killed || (image.Status == ImageStatus.Active && isIn);
    }

    private async Task<IReadOnlyList<string>> StoresAsync(ImageImport import, CancellationToken cancellationToken)
    {
        if (!import.AllStores || import.Method != ImportMethod.CopyImage)
        {
            return import.Stores ?? [];
        }

        var stores = await new ServiceInfoClient(session, observer).ListStoresAsync(detail: false, cancellationToken).ConfigureAwait(false);
        return [.. stores.Select(store => store.Id)];
    }
}
