using OpenStackImage.Errors;

namespace OpenStackImage.Images;

/// <summary>The errors of images that cannot get the status that a command waits for.</summary>
internal static class ImageWaitErrors
{
    public static ImageDataException Killed(Image image) => new(
        ErrorIds.ImageKilled,
        $"The service failed to store the data of image {image.ResourceName}: its status is 'killed'.",
        "Remove the image and send the data again.");

    /// <param name="image">The image as it was read last.</param>
    /// <param name="statuses">The statuses that the command waited for, in quotation marks.</param>
    /// <param name="recommendedAction">How to continue.</param>
    public static ImageDataException Deleted(Image image, string statuses, string recommendedAction) => new(
        ErrorIds.DeletedWhileWaiting, $"Image {image.ResourceName} was deleted before it got the status {statuses}.", recommendedAction);
}
