using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Imports;

/// <summary>Says which rule an import broke, and what the cloud offers instead (glance/api/v2/images.py, import_image and _validate_import_body).</summary>
internal sealed class ImportErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    public async Task<ServiceException> ExplainAsync(ServiceException refusal, string imageId, ImageImport import, CancellationToken cancellationToken) => refusal switch
    {
        NotFoundException missing => new ImageErrorExplainer(session, observer).NotVisible(missing, imageId),
        AccessDeniedException denied => Denied(denied, imageId, import),
        LimitExceededException => refusal.Explained("The project has used up its quota.", ErrorIds.LimitExceeded, "Remove images, or ask the cloud's operators for more."),
        InvalidRequestException when Says(refusal, "Unknown import method") => refusal.Explained(
            $"This cloud does not import by '{import.Method}'.", ErrorIds.ImportMethodNotFound, $"It has {await MethodsAsync(cancellationToken).ConfigureAwait(false)}."),
        InvalidRequestException when Says(refusal, "does not pass filtering") => import.Uri is null
            ? refusal.Explained("web-download needs to know where the data is.", ErrorIds.ImportUriRefused, "Give -Uri.")
            : refusal.Explained($"This cloud does not fetch {import.Uri}.", ErrorIds.ImportUriRefused, "The operators allow schemes, hosts and ports (import_filtering_opts), by default http and https on the ports 80 and 443, and the name must resolve there. Serve the data where they allow it, or upload it."),
        InvalidRequestException when Says(refusal, "already present at store") => refusal.Explained(
            $"Image {imageId} lies in one of these stores already.", ErrorIds.ImageInStore, "Name only stores that it does not lie in (the property Stores shows where it does), or use -AllStores."),
        InvalidRequestException when Says(refusal, "All_stores parameter") => refusal.Explained("-Store and -AllStores exclude each other.", recommendedAction: "Give one of them."),
        ConflictException when Says(refusal, "Store for identifier") => refusal.Explained(
            "This cloud has no such store.", ErrorIds.StoreNotFound, $"It has {await StoresAsync(cancellationToken).ConfigureAwait(false)}."),
        ConflictException when Says(refusal, "needs to be staged") => refusal.Explained(
            $"Nothing is staged for image {imageId}, and glance-direct takes what is staged.", ErrorIds.ImageNotStaged, "Stage the data with Send-OSImageData -Stage first, or give -Uri."),
        ConflictException when Says(refusal, "can be targeted for copying") => refusal.Explained(
            $"Image {imageId} has no data that could be copied.", ErrorIds.ImageNotActive, "copy-image takes an active image; import it by another method first."),
        ConflictException when Says(refusal, "cannot be target for import", "needs to be in 'queued' state") => refusal.Explained(
            $"Image {imageId} has data already, or is getting some.", ErrorIds.ImageHasData, "Import into a new image; copy-image puts an active one into further stores."),
        ConflictException when Says(refusal, "needs to be set before import") => refusal.Explained(
            $"Image {imageId} has no disk format or no container format.", ErrorIds.ImageFormatMissing, "Set both first: Set-OSImage -DiskFormat -ContainerFormat."),
        ConflictException when Says(refusal, "active task", "prior operation", "Image status transition") => refusal.Explained(
            $"Image {imageId} is being imported already.", ErrorIds.ImportRunning, "Get-OSImageTask -Image shows how far it is; a task that died blocks the image for an hour."),
        _ => refusal,
    };

    private ServiceException Denied(AccessDeniedException denied, string imageId, ImageImport import) => import.Method == ImportMethod.CopyImage
        ? denied.Explained($"Image {imageId} may not be copied into further stores by {session.ScopeDescription}.", ErrorIds.AdminRequired, "copy-image is for admins, unless the operators allow owners to (the policy copy_image).")
        : denied.Explained($"Nothing may be imported into image {imageId} by {session.ScopeDescription}.", ErrorIds.NotTheOwner, "Its owner may, with the role member, and an admin.");

    private async Task<string> MethodsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return string.Join(", ", (await new ServiceInfoClient(session, observer).GetImportInfoAsync(cancellationToken).ConfigureAwait(false)).Methods);
        }
        catch (OpenStackException)
        {
            // The look only serves the message; what was refused is what counts.
            return "what Get-OSImageImportInfo shows";
        }
    }

    private async Task<string> StoresAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stores = await new ServiceInfoClient(session, observer).ListStoresAsync(detail: false, cancellationToken).ConfigureAwait(false);
            return string.Join(", ", stores.Select(store => store.IsDefault ? $"{store} (the default)" : store.Id));
        }
        catch (OpenStackException)
        {
            return "what Get-OSImageStore shows";
        }
    }

    private static bool Says(ServiceException refusal, params string[] parts)
        => parts.Any(part => refusal.ServerMessage.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
