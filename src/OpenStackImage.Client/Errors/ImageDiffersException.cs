namespace OpenStackImage;

/// <summary>
/// The destination of a copy has an image with the same name that does not have the same data, or may not have it. The destination was not
/// changed.
/// </summary>
public sealed class ImageDiffersException : OpenStackException
{
    internal ImageDiffersException(string errorId, string message) : base(errorId, message)
    {
    }
}
