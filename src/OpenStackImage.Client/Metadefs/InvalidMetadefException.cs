using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The JSON of a metadata definition is invalid. No request was sent.</summary>
public sealed class InvalidMetadefException : OpenStackException
{
    internal InvalidMetadefException(string message)
        : base(ErrorIds.MetadefInvalid, message) => RecommendedAction = "Correct the JSON. No request was sent.";
}
