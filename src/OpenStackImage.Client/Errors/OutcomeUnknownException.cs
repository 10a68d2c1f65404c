using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// A response was lost, and it cannot be found out whether the request took effect. The request is not repeated, and nothing is deleted.
/// </summary>
public sealed class OutcomeUnknownException : OpenStackException
{
    internal OutcomeUnknownException(string request, OpenStackException failure)
        : base(ErrorIds.OutcomeUnknown, $"It is unknown whether {request} took effect. {failure.Message}", failure) { }
}
