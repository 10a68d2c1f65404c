using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The destination of a copy has an image of the same name with other data. Nothing was changed there.</summary>
public sealed class ImageDiffersException : OpenStackException
{
    internal ImageDiffersException(string? name, string presentId, string presentStatus, string cloud)
        : base(
            ErrorIds.ImageDiffers,
            $"Cloud '{cloud}' has another image named '{name}' ({presentId}), with the status '{presentStatus}' and other "
                + "data. Nothing was changed there.")
    {
    }
}
