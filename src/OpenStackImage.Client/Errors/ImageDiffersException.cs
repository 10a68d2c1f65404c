using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The destination of a copy has an image of the same name with other data. Nothing was changed there.</summary>
public sealed class ImageDiffersException : OpenStackException
{
    internal ImageDiffersException(Image source, Image present, string cloud)
        : base(
            ErrorIds.ImageDiffers,
            $"Cloud '{cloud}' has another image named '{source.Name}' ({present.Id}), with the status '{present.Status}' and other "
                + "data. Nothing was changed there.")
    {
    }
}
