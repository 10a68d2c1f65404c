using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A metadata definition is invalid: its text is not JSON, or the service rejects it.</summary>
public sealed class InvalidMetadefException : InvalidRequestException
{
    internal InvalidMetadefException(string message)
        : base(ErrorIds.MetadefInvalid, message, response: null, "Correct the JSON. No request was sent.")
    {
    }

    internal InvalidMetadefException(string errorId, string message, ErrorResponse response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}
