namespace OpenStackImage.Errors;

/// <content>Requests for images and their data (glance/api/v2/images.py, image_actions.py, image_data.py).</content>
internal static partial class RefusalTable
{
    private static Refusal[] Images =>
    [
        new(
            RequestKind.AnyImage, 400, ["4 byte unicode"], RefusalCondition.None, ErrorIds.InvalidImageName,
            "Glance does not accept emoji or other characters beyond U+FFFF in a name, a tag or a property of an image.",
            "Remove these characters."),
        new(
            RequestKind.Image, 400, ["Size mismatch: expected", "Size exceeds: expected"], RefusalCondition.None, ErrorIds.InvalidRequest,
            "Glance received a different number of bytes than expected for image {image}, and did not store the data.",
            "Run the command again. If it fails again, a proxy in front of Glance changes the data: ask the cloud's operators."),
        new(
            RequestKind.AnyImage, 400, ["transition from deleted"], RefusalCondition.None, ErrorIds.ImageHalfDeleted,
            "Image {image} is partially deleted: its data is deleted, but its record remains in the lists with the status "
                + "'deleted', and no request can remove it.",
            "Ask the cloud's operators to remove it from Glance's database, and give them the request ID."),
        new(
            RequestKind.AnyImage, 409, ["already exists"], RefusalCondition.None, ErrorIds.ImageExists,
            "An image with the ID {image} already exists; it may not be visible to this project.",
            "Omit -Id to use a random ID."),
        new(
            RequestKind.AnyImage, 409, ["is not available on this node"], RefusalCondition.None, ErrorIds.StoreNotFound,
            "The store does not exist.",
            "Use Get-OSImage to check the stores of the image (Stores)."),
        new(
            RequestKind.AnyImage, 409, ["in use"], RefusalCondition.None, ErrorIds.ImageInUse,
            "The data of image {image} is in use: a server or volume is a clone of it.",
            "Remove the clones first, or hide the image (Set-OSImage -Hidden $true)."),
        new(
            RequestKind.AnyImage, 409, ["transition", "status"], RefusalCondition.None, ErrorIds.WrongImageStatus,
            "The status of image {image} does not allow this operation.",
            "Use Get-OSImage to check the status. The data of an image cannot be replaced; create a new image."),
        new(
            RequestKind.AnyImage, 409, ["does not exist", "already present"], RefusalCondition.None, ErrorIds.ImageChanged,
            "Another client changed image {image} at the same time. This change was not made.",
            "Check it with Get-OSImage, and run the command again if it is still needed."),
        new(
            RequestKind.AnyImage, 413, [], RefusalCondition.None, ErrorIds.LimitExceeded,
            "The cloud has no space for image {image}: a quota of the project is exceeded, the image is larger than the cloud "
                + "allows, or its store is full.",
            "Remove images that are not needed (Get-OSImage -Sort Size:desc), or ask the cloud's operators for a larger quota."),
        new(
            RequestKind.AnyImage, 403, [], RefusalCondition.NoProject, ErrorIds.NoProject,
            "This session is not scoped to a project, and images belong to projects.",
            "Connect with -ProjectName or -ProjectId."),
        new(
            RequestKind.AnyImage, 403, ["is protected"], RefusalCondition.None, ErrorIds.ImageProtected,
            "Image {image} is protected from deletion.",
            "Use Set-OSImage -Protected $false first."),
        new(
            RequestKind.AnyImage, 403, ["publicize_image"], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can set the visibility of an image to public.",
            "Ask the cloud's operators, or use -Visibility community (every project can use the image, but it is not listed) "
                + "or shared."),
        new(
            RequestKind.AnyImage, 403, ["Owner can't be updated", "images owned by"], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can choose the project that owns an image.",
            "Ask the cloud's operators, or connect to that project and create the image there."),
        new(
            RequestKind.AnyImage, 403, ["has been deactivated"], RefusalCondition.None, ErrorIds.ImageDeactivated,
            "Image {image} is deactivated: only admins can read its data.",
            "Use Enable-OSImage to reactivate it."),
        new(
            RequestKind.AnyImage, 403, ["only store"], RefusalCondition.None, ErrorIds.LastStore,
            "No other store contains the data of image {image}.",
            "Use Remove-OSImage without -Store to delete the image."),
        new(
            RequestKind.AnyImage, 403, ["queued image", "in status"], RefusalCondition.None, ErrorIds.WrongImageStatus,
            "The status of image {image} does not allow this operation.",
            "Use Get-OSImage to check the status. A format can be changed only while the image has no data."),
        new(
            RequestKind.AnyImage, 403, ["read-only", "is reserved"], RefusalCondition.None, ErrorIds.ReadOnlyProperty,
            "Only the service sets this property.",
            "Omit it."),
        new(
            RequestKind.Image, 403, [], RefusalCondition.OtherOwner, ErrorIds.NotTheOwner,
            "Image {image} belongs to project {owner}; only that project and admins have permission, and {scope} is neither.",
            "Connect to project {owner}, or ask a user of that project."),
        new(
            RequestKind.Image, 403, [], RefusalCondition.ReadsImage, ErrorIds.RoleMissing,
            "The roles of user '{user}' on {scope} ({roles}) do not permit this operation.",
            "Use a session with the member role on the project, or an admin session."),
        new(
            RequestKind.NewImage, 403, [], RefusalCondition.None, ErrorIds.RoleMissing,
            "The roles of user '{user}' on {scope} ({roles}) do not permit this operation.",
            "Use a session with the member role on the project, or an admin session."),
        new(
            RequestKind.AnyImage, 404, ["is not stored in store"], RefusalCondition.None, ErrorIds.NotFound,
            "The store does not contain image {image}.",
            "Use Get-OSImage to check its stores (Stores)."),
    ];
}
