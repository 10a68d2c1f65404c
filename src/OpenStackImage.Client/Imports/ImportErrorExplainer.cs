using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Imports;

/// <summary>
/// Explains which rule an import broke, and what the cloud supports instead (glance/api/v2/images.py, import_image and
/// _validate_import_body).
/// </summary>
internal sealed class ImportErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    public async Task<ServiceException> ExplainAsync(
        ServiceException refusal, string imageId, ImageImport import, CancellationToken cancellationToken)
        => refusal switch
        {
            NotFoundException missing => new ImageErrorExplainer(session, observer).NotVisible(missing, imageId),
            AccessDeniedException denied => Denied(denied, imageId, import),
            LimitExceededException => refusal.Explained(
                "The quota of the project is used up.", ErrorIds.LimitExceeded, "Remove images, or ask the cloud's operators for more."),
            InvalidRequestException when Says(refusal, "Unknown import method") => refusal.Explained(
                $"This cloud has no import method '{import.Method}'.", ErrorIds.ImportMethodNotFound,
                $"Use {await MethodsAsync(cancellationToken).ConfigureAwait(false)}."),
            InvalidRequestException when Says(refusal, "does not pass filtering") => import.Uri is null
                ? refusal.Explained("web-download requires a URI.", ErrorIds.ImportUriRefused, "Use -Uri.")
                : refusal.Explained(
                    $"This cloud does not download from {import.Uri}.",
                    ErrorIds.ImportUriRefused,
                    "The operators allow schemes, hosts and ports (import_filtering_opts; by default http and https on the ports 80 and "
                        + "443), and the cloud must be able to resolve the name. Use an allowed URI, or upload the data."),
            InvalidRequestException when Says(refusal, "already present at store") => refusal.Explained(
                $"Image {imageId} is already in one of these stores.", ErrorIds.ImageInStore,
                "Specify only stores that do not contain it (see the property Stores), or use -AllStores."),
            InvalidRequestException when Says(refusal, "All_stores parameter") => refusal.Explained(
                "-Store and -AllStores cannot be used together.", recommendedAction: "Specify one of them."),
            ConflictException when Says(refusal, "Store for identifier") => refusal.Explained(
                "The store does not exist.", ErrorIds.StoreNotFound, $"Use {await StoresAsync(cancellationToken).ConfigureAwait(false)}."),
            ConflictException when Says(refusal, "needs to be staged") => refusal.Explained(
                $"No data is staged for image {imageId}, and glance-direct imports staged data.", ErrorIds.ImageNotStaged,
                "Stage the data with Send-OSImageData -Stage first, or use -Uri."),
            ConflictException when Says(refusal, "can be targeted for copying") => refusal.Explained(
                $"Image {imageId} has no data to copy.", ErrorIds.ImageNotActive,
                "copy-image requires an active image. Import the image by another method first."),
            ConflictException when Says(refusal, "cannot be target for import", "needs to be in 'queued' state") => refusal.Explained(
                $"Image {imageId} already has data, or is being imported.", ErrorIds.ImageHasData,
                "Import into a new image. Use copy-image to copy an active image into further stores."),
            ConflictException when Says(refusal, "needs to be set before import") => refusal.Explained(
                $"Image {imageId} has no disk format or no container format.", ErrorIds.ImageFormatMissing,
                "Set both first with Set-OSImage -DiskFormat -ContainerFormat."),
            ConflictException when Says(refusal, "active task", "prior operation", "Image status transition") => refusal.Explained(
                $"An import into image {imageId} is already running.", ErrorIds.ImportRunning,
                "Use Get-OSImageTask -Image to check it. A task that died blocks the image for an hour."),
            _ => refusal,
        };

    private ServiceException Denied(AccessDeniedException denied, string imageId, ImageImport import)
        => import.Method == ImportMethod.CopyImage
        ? denied.Explained(
            $"Copying image {imageId} into further stores is not allowed for {session.ScopeDescription}.",
            ErrorIds.AdminRequired,
            "copy-image requires an admin session, unless the operators allow it to owners (policy copy_image).")
        : denied.Explained(
            $"Importing into image {imageId} is not allowed for {session.ScopeDescription}.",
            ErrorIds.NotTheOwner,
            "Connect to the project that owns the image, with the role member, or use an admin session.");

    private async Task<string> MethodsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return string.Join(
                ", ", (await new ServiceInfoClient(session, observer).GetImportInfoAsync(cancellationToken).ConfigureAwait(false)).Methods);
        }
        catch (OpenStackException)
        {
            // The list only serves the message; the refusal is the error.
            return "a method that Get-OSImageImportInfo shows";
        }
    }

    private async Task<string> StoresAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stores = await new ServiceInfoClient(session, observer).ListStoresAsync(detail: false, cancellationToken)
                .ConfigureAwait(false);
            return string.Join(", ", stores.Select(store => store.IsDefault ? $"{store} (the default)" : store.Id));
        }
        catch (OpenStackException)
        {
            return "a store that Get-OSImageStore shows";
        }
    }

    private static bool Says(ServiceException refusal, params string[] parts)
        => parts.Any(part => refusal.ServerMessage.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
