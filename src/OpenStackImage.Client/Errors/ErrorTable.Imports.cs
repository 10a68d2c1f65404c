namespace OpenStackImage.Errors;

/// <content>Errors of images, imports, stores and metadata definitions.</content>
internal static partial class ErrorTable
{
    private static ErrorRow[] Imports =>
    [
        new(
            ErrorIds.DeactivatedWhileWaiting, ErrorCategories.InvalidResult, typeof(ImageDataException), null,
            "The image was deactivated while the command waited for another status.",
            "Use Enable-OSImage."),
        new(
            ErrorIds.DeletedWhileWaiting, ErrorCategories.InvalidResult, typeof(ImageDataException), null,
            "The image was deleted while the command waited for a status.",
            "Create the image again, or use `Wait-OSImage -Deleted`."),
        new(
            ErrorIds.ImportFailed, ErrorCategories.InvalidResult, typeof(OpenStackException), null,
            "The import task failed. The message contains the message of the task.",
            "The message says what to check. `$_.Exception.Task` contains the task."),
        new(
            ErrorIds.ImportMethodNotFound, ErrorCategories.NotImplemented, typeof(NameNotFoundException), 400,
            "The cloud does not support the import method. The message lists the supported methods.",
            "Specify one of the supported methods.",
            "Unknown import method name '{}'."),
        new(
            ErrorIds.ImportRunning, ErrorCategories.ResourceBusy, typeof(ConflictException), 409,
            "An import into the image is already running.",
            "`Get-OSImageTask -Image` shows its progress.",
            "Image has active task",
            "New operation on image '{}' is not permitted as prior operation is still in progress"),
        new(
            ErrorIds.ImportUriRefused, ErrorCategories.SecurityError, typeof(InvalidRequestException), 400,
            "The cloud does not allow downloads from this URI.",
            "Publish the data at a URI that the operators allow, or upload it.",
            "URI for web-download does not pass filtering: {}",
            "URI for add location does not pass filtering: {}"),
        new(
            ErrorIds.InvalidImageName, ErrorCategories.InvalidArgument, typeof(InvalidRequestException), 400,
            "The name is empty or too long, or a text of the image contains a character that Glance does not accept.",
            "Specify another name or text.",
            "Name can't contain 4 byte unicode characters."),
        new(
            ErrorIds.InvalidPattern, ErrorCategories.InvalidArgument, typeof(OpenStackException), null,
            "The name is not a valid wildcard pattern: a `[` has no matching `]`.",
            "Add the closing bracket, or escape the opening bracket with a backtick."),
        new(
            ErrorIds.LastStore, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The store is the only one that contains the data.",
            "Use Remove-OSImage without `-Store` to delete the image.",
            "Cannot delete image data from the only store containing it. Consider deleting the image instead."),
        new(
            ErrorIds.MetadefExists, ErrorCategories.ResourceExists, typeof(ConflictException), 409,
            "A metadata definition with this name already exists.",
            "Specify another name, or delete the existing definition first.",
            "The metadata definition namespace={} already exists.",
            "A metadata definition property with name={} already exists in namespace={}.",
            "A metadata definition object with name={} already exists in namespace={}.",
            "A metadata tag with name={} already exists in namespace={}.",
            "The metadata definition resource-type association of resource-type={} to namespace={} already exists."),
        new(
            ErrorIds.MetadefInvalid, ErrorCategories.InvalidArgument, typeof(InvalidMetadefException), 400,
            "The values do not form a valid metadata definition.",
            "The message says what is invalid. Get-OSImageSchema shows the allowed fields.",
            "Provided object does not match schema '{}': {}"),
        new(
            ErrorIds.MetadefNameRefused, ErrorCategories.InvalidArgument, typeof(NameNotFoundException), null,
            "The name of a metadata definition cannot be used safely in a URL path.",
            "Specify a name without slashes."),
        new(
            ErrorIds.MetadefNotFound, ErrorCategories.ObjectNotFound, typeof(NotFoundException), 404,
            "The project cannot see a metadata definition with this name.",
            "Get-OSImageMetadefNamespace lists the namespaces and their contents.",
            "Metadata definition namespace={} was not found.",
            "The resource could not be found.",
            "Namespace {} not found",
            "Could not find {}",
            "Failed to find resource type {} to delete"),
        new(
            ErrorIds.MetadefProtected, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The namespace is protected.",
            "Use `Set-OSImageMetadefNamespace -Protected $false`.",
            "Metadata definition namespace {} is protected and cannot be deleted.",
            "Metadata definition {} is protected and cannot be deleted."),
        new(
            ErrorIds.NoImageData, ErrorCategories.ObjectNotFound, typeof(ImageDataException), null,
            "The image has no data.",
            "Use Send-OSImageData or Import-OSImage."),
        new(
            ErrorIds.ReadOnlyProperty, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The property is read-only; the service sets it.",
            "Omit the property.",
            "Attribute '{}' is read-only.",
            "Attribute '{}' is reserved."),
        new(
            ErrorIds.SchemaNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "The schema does not exist. The message lists the existing schemas.",
            "Specify one of the existing schemas."),
        new(
            ErrorIds.StoreNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), 409,
            "The cloud does not have the store.",
            "Get-OSImageStore lists the stores.",
            "The selected store {} is not available on this node.",
            "Store for identifier {} not found",
            "http store must be enabled to use location API by normal user."),
        new(
            ErrorIds.StorePreferenceIgnored, ErrorCategories.NotImplemented, typeof(ImageDataException), null,
            "The cloud ignored the preferred store of the download. Glance 2026.2 and later supports one, but not for cached images.",
            "Omit `-Store`. The data is the same in every store."),
        new(
            ErrorIds.StoresNotEnabled, ErrorCategories.NotImplemented, typeof(NotFoundException), 404,
            "The cloud has a single, unnamed store.",
            "Omit `-Store`.",
            "Multi backend is not supported at this site."),
        new(
            ErrorIds.TaskNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), 404,
            "The task does not exist, or Glance has deleted it.",
            "Get-OSImageTask lists the tasks of Glance.",
            "Could not find task {}"),
        new(
            ErrorIds.UploadInterrupted, ErrorCategories.ConnectionError, typeof(ImageDataException), null,
            "The upload was interrupted, and its data cannot be sent again.",
            "Run the command again. Data from a file is sent again automatically."),
        new(
            ErrorIds.WrongImageStatus, ErrorCategories.InvalidOperation, typeof(ConflictException), 409,
            "The status of the image does not allow the operation.",
            "Get-OSImage shows the status.",
            "Image status transition from {} to {} is not allowed",
            "Not allowed to {} image in status '{}'",
            "Attribute {} can be only replaced for a queued image."),
    ];
}
