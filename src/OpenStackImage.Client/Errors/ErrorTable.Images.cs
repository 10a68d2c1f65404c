namespace OpenStackImage.Errors;

/// <content>Errors of images and their data.</content>
internal static partial class ErrorTable
{
    private static ErrorRow[] Images =>
    [
        new(
            ErrorIds.AmbiguousImageName, ErrorCategories.InvalidArgument, typeof(AmbiguousNameException), null,
            "Several images have this name, or several versions of an image may be the previous one. The message lists their IDs.",
            "Specify the ID."),
        new(
            ErrorIds.CacheNotCentralized, ErrorCategories.NotImplemented, typeof(ConflictException), 409,
            "The API servers of the cloud do not share a record of their caches (`image_cache_driver` is not `centralized_db`).",
            "Connect to each API server with `-ImageEndpoint`.",
            "Centralized caching is not enabled"),
        new(
            ErrorIds.CacheNotEnabled, ErrorCategories.NotImplemented, typeof(NotFoundException), 404,
            "The cloud has no image cache, or the cache cannot be managed with the API.",
            "Ask the cloud's operators to enable it.",
            "Caching via API is not supported at this site."),
        new(
            ErrorIds.ConfirmationRequired, ErrorCategories.InvalidOperation, typeof(OpenStackException), null,
            "The command requires confirmation, and the host cannot prompt for it.",
            "Specify `-Confirm:$false`, or `-Force` if the cmdlet has it."),
        new(
            ErrorIds.FileExists, ErrorCategories.ResourceExists, typeof(FileException), null,
            "A file with this name already exists.",
            "Specify `-Force` to replace it."),
        new(
            ErrorIds.FileNotFound, ErrorCategories.ObjectNotFound, typeof(FileException), null,
            "The file does not exist.",
            "Check the path."),
        new(
            ErrorIds.HashNotComparable, ErrorCategories.NotImplemented, typeof(ImageDataException), null,
            "The cloud has no hash for the algorithm of `-ExpectedHash`, so the imported data was not verified. "
            + "The image is not deleted.",
            "Specify a hash of the cloud's algorithm, or use `Save-OSImage -ExpectedHash`."),
        new(
            ErrorIds.ImageKilled, ErrorCategories.InvalidResult, typeof(ImageDataException), null,
            "The service failed to store the data of the image (status `killed`).",
            "Remove the image and send the data again."),
        new(
            ErrorIds.InputNotBinary, ErrorCategories.InvalidArgument, typeof(ImageDataException), null,
            "The pipeline contains text, numbers or other objects instead of bytes. No request was sent.",
            "Use `-Path`, or pipe bytes: `Get-Content -AsByteStream -ReadCount 1MB`."),
        new(
            ErrorIds.InvalidParameters, ErrorCategories.InvalidArgument, typeof(OpenStackException), null,
            "The specified parameters cannot be used together. No request was sent.",
            "See the message."),
        new(
            ErrorIds.ReservedProperty, ErrorCategories.InvalidArgument, typeof(OpenStackException), null,
            "`Get-OSImage -Property` contains the name of an image field or of a Glance query parameter. No request was sent.",
            "Use the parameter that the message recommends."),
        new(
            ErrorIds.FileFailed, ErrorCategories.ResourceUnavailable, typeof(FileException), null,
            "A file cannot be read or written: it does not exist, it is locked, or the disk is full.",
            "See the message. No file with the final name was created."),
        new(
            ErrorIds.FormatMismatch, ErrorCategories.InvalidData, typeof(ImageDataException), 415,
            "The disk format of the data differs from the specified format. Glance 2025.1 and later also rejects data that is "
            + "not valid or that refers to other files.",
            "Correct `-DiskFormat`, or convert the data with qemu-img. If only the module rejects the data, `-SkipFormatCheck` "
            + "sends it anyway.",
            "The request media type {} is not supported by this server."),
        new(
            ErrorIds.HashMismatch, ErrorCategories.InvalidData, typeof(ImageDataException), null,
            "The hash of the data does not match the hash of the image. The data was damaged in transit or in the store.",
            "Run the command again. If it fails again, the data in the cloud is damaged."),
        new(
            ErrorIds.ImageChanged, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "Another client changed the same property of the image at the same time.",
            "Check the image, and run the command again.",
            "There was a conflict when trying to complete your request. Property {} does not exist."),
        new(
            ErrorIds.ImageDeactivated, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The image is deactivated. Only admins can download its data.",
            "Use Enable-OSImage.",
            "The requested image has been deactivated. Image data download is forbidden."),
        new(
            ErrorIds.NoEarlierVersion, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "`Restore-OSImage` found no earlier version of the image: no older hidden image has its name or was replaced by it.",
            "`Get-OSImage -Hidden` lists hidden images. Specify one of them with `-Version`."),
        new(
            ErrorIds.ImageDiffers, ErrorCategories.ResourceExists, typeof(ImageDiffersException), null,
            "The destination of `Copy-OSImage` has an image with the same name, and different data or data that cannot be compared. The "
            + "destination was not changed.",
            "Use `-Replaces` to create a new version of it, or rename one of the images."),
        new(
            ErrorIds.ImageIncomplete, ErrorCategories.ResourceBusy, typeof(ImageDiffersException), null,
            "The destination of `Copy-OSImage` has an image with the same name that has no data yet (status `queued`, `saving`, "
            + "`uploading` or `importing`). Another command may be sending it. The destination was not changed.",
            "Wait with `Wait-OSImage`, and run the command again. If no command sends the data, use `Remove-OSImage`."),
        new(
            ErrorIds.ImageExists, ErrorCategories.ResourceExists, typeof(ConflictException), 409,
            "An image with this ID already exists.",
            "Omit `-Id`.",
            "Image ID {} already exists!"),
        new(
            ErrorIds.ImageFormatMissing, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "The image has no disk format or no container format, so data cannot be imported.",
            "Use `Set-OSImage -DiskFormat -ContainerFormat`.",
            "'{}' needs to be set before import"),
        new(
            ErrorIds.ImageHalfDeleted, ErrorCategories.InvalidResult, typeof(InvalidRequestException), 400,
            "Glance failed while deleting the image. The data is deleted, but the image is still listed with the status `deleted`.",
            "Only the cloud's operators can delete the record. Send them the request ID.",
            "Image status transition from deleted to deleted is not allowed"),
        new(
            ErrorIds.ImageHasData, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "The image already has data, or data is being uploaded.",
            "Import into a new image. The copy-image method copies an active image.",
            "Image with status {} cannot be target for import",
            "Image needs to be in 'queued' state to use '{}' method",
            "It's not allowed to add locations if image status is {}."),
        new(
            ErrorIds.ImageInStore, ErrorCategories.ResourceExists, typeof(InvalidRequestException), 400,
            "The data of the image is already in the store.",
            "Specify other stores, or `-AllStores`.",
            "Image is already present at store '{}'"),
        new(
            ErrorIds.ImageInUse, ErrorCategories.ResourceBusy, typeof(ConflictException), 409,
            "The store reports that the data of the image is in use.",
            "Delete the resources that were created from the image, or hide the image.",
            "Image {} could not be deleted because it is in use: {}"),
        new(
            ErrorIds.ImageNotActive, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "The image has no data, or it is not active.",
            "Import or upload data first.",
            "Only images with status active can be targeted for copying",
            "Only images with status active can be targeted for queueing"),
        new(
            ErrorIds.ImageNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), 404,
            "The project cannot see an image with this ID or name. Glance does not distinguish a missing image from a hidden one.",
            "Check the ID or name, or connect to the project that owns the image or that the image is shared with.",
            "Image {} not found.",
            "No image found with ID {}",
            "The resource could not be found."),
        new(
            ErrorIds.ImageNotStaged, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "The glance-direct method imports staged data, but no data is staged.",
            "Use `Send-OSImageData -Stage` first, or specify `-Uri`.",
            "Image needs to be staged before 'glance-direct' method can be used"),
        new(
            ErrorIds.ImageProtected, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The image is protected from deletion.",
            "Use `Set-OSImage -Protected $false`.",
            "Image {} is protected and cannot be deleted."),
        new(
            ErrorIds.NotCached, ErrorCategories.ObjectNotFound, typeof(NotFoundException), null,
            "The API server has neither cached nor queued the image.",
            "Get-OSImageCache lists the entries of the API server. Behind a load balancer, each API server has its own cache."),
    ];
}
