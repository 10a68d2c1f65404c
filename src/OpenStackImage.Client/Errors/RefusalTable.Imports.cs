namespace OpenStackImage.Errors;

/// <content>Requests for imports and locations (glance/api/v2/images.py, import_image, add_location, get_locations).</content>
internal static partial class RefusalTable
{
    private static Refusal[] Imports =>
    [
        new(
            RequestKind.Import, 403, [], RefusalCondition.CopiesImage, ErrorIds.AdminRequired,
            "Copying image {image} into further stores is not allowed for {scope}.",
            "copy-image requires an admin session, unless the operators permit owners to use it (policy copy_image)."),
        new(
            RequestKind.Import, 403, [], RefusalCondition.None, ErrorIds.NotTheOwner,
            "Importing into image {image} is not allowed for {scope}.",
            "Connect to the project that owns the image, with the role member, or use an admin session."),
        new(
            RequestKind.Import, 413, [], RefusalCondition.None, ErrorIds.LimitExceeded,
            "The quota of the project is exceeded.",
            "Remove images, or ask the cloud's operators for a larger quota."),
        new(
            RequestKind.Import, 400, ["Unknown import method"], RefusalCondition.None, ErrorIds.ImportMethodNotFound,
            "This cloud has no import method '{method}'.",
            "Use {methods}."),
        new(
            RequestKind.Import, 400, ["does not pass filtering"], RefusalCondition.NoUri, ErrorIds.ImportUriRefused,
            "web-download requires a URI.",
            "Use -Uri."),
        new(
            RequestKind.Import, 400, ["does not pass filtering"], RefusalCondition.None, ErrorIds.ImportUriRefused,
            "This cloud does not download from {uri}.",
            "The operators specify the permitted schemes, hosts and ports (import_filtering_opts; by default http and https on the ports "
                + "80 and 443), and the cloud must be able to resolve the name. Use an allowed URI, or upload the data."),
        new(
            RequestKind.Import, 400, ["already present at store"], RefusalCondition.None, ErrorIds.ImageInStore,
            "Image {image} is already in one of these stores.",
            "Specify only stores that do not contain it (see the property Stores), or use -AllStores."),
        new(
            RequestKind.Import, 400, ["All_stores parameter"], RefusalCondition.None, ErrorIds.InvalidRequest,
            "-Store and -AllStores cannot be used together.",
            "Specify one of them."),
        new(
            RequestKind.Import, 409, ["Store for identifier"], RefusalCondition.None, ErrorIds.StoreNotFound,
            "The store does not exist.",
            "Use {stores}."),
        new(
            RequestKind.Import, 409, ["needs to be staged"], RefusalCondition.None, ErrorIds.ImageNotStaged,
            "No data is staged for image {image}, and glance-direct imports staged data.",
            "Stage the data with Send-OSImageData -Stage first, or use -Uri."),
        new(
            RequestKind.Import, 409, ["can be targeted for copying"], RefusalCondition.None, ErrorIds.ImageNotActive,
            "Image {image} has no data to copy.",
            "copy-image requires an active image. Import the image by another method first."),
        new(
            RequestKind.Import, 409, ["cannot be target for import", "needs to be in 'queued' state"],
            RefusalCondition.None, ErrorIds.ImageHasData,
            "Image {image} already has data, or is being imported.",
            "Import into a new image. Use copy-image to copy an active image into further stores."),
        new(
            RequestKind.Import, 409, ["needs to be set before import"], RefusalCondition.None, ErrorIds.ImageFormatMissing,
            "Image {image} has no disk format or no container format.",
            "Set both first with Set-OSImage -DiskFormat -ContainerFormat."),
        new(
            RequestKind.Import, 409, ["active task", "prior operation", "Image status transition"],
            RefusalCondition.None, ErrorIds.ImportRunning,
            "An import into image {image} is already running.",
            "Use Get-OSImageTask -Image to check it. A stalled task blocks the image for an hour."),
        new(
            RequestKind.Location, 403, ["http store"], RefusalCondition.None, ErrorIds.StoreNotFound,
            "Users can add only URLs of an http store, and this cloud has no http store.",
            "Import the data with Import-OSImage instead."),
        new(
            RequestKind.Location, 403, [], RefusalCondition.None, ErrorIds.RoleMissing,
            "Only the services of the cloud can read locations, and only the owner of an image can add them.",
            "Use a session with the service role to read locations. The property Stores of Get-OSImage shows the stores to "
                + "all users."),
        new(
            RequestKind.Location, 400, ["does not pass filtering"], RefusalCondition.None, ErrorIds.ImportUriRefused,
            "This cloud does not read the data of images from this URL.",
            "The operators specify the permitted schemes, hosts and ports (import_filtering_opts), never loopback and link-local "
                + "addresses by default. Use an allowed URL, or upload the data."),
        new(
            RequestKind.Location, 400, ["os_hash_value", "os_hash_algo", "hash type"], RefusalCondition.None, ErrorIds.InvalidRequest,
            "Glance does not accept -HashValue as a hash of the algorithm.",
            "Specify the hexadecimal digits of the hash, and md5, sha1, sha256 or sha512 as -HashAlgorithm."),
        new(
            RequestKind.Location, 409, ["image status"], RefusalCondition.None, ErrorIds.ImageHasData,
            "Image {image} already has data, or is receiving data.",
            "Add a location to a new image only."),
    ];
}
