using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The destination of a copy has an image with the same name and different data. The destination was not changed.</summary>
public sealed class ImageDiffersException : OpenStackException
{
    internal ImageDiffersException(string? name, string presentId, string presentStatus, string cloud)
        : base(
            ErrorIds.ImageDiffers,
            $"Cloud '{cloud}' has another image named '{name}' ({presentId}), status '{presentStatus}', with different "
                + "data. That cloud was not changed.")
    {
    }
}
