using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>What was given for a metadata definition is none; nothing was sent.</summary>
public sealed class InvalidMetadefException : OpenStackException
{
    internal InvalidMetadefException(string message) : base(ErrorIds.MetadefInvalid, message) => RecommendedAction = "Correct the JSON; nothing was sent.";
}
