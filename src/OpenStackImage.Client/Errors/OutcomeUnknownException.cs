using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// A response was lost, and it cannot be determined whether the request took effect. The request is not repeated, and nothing is deleted.
/// </summary>
public sealed class OutcomeUnknownException : OpenStackException
{
    /// <param name="request">The request.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="shows">The command that shows the effect; null for none.</param>
    internal OutcomeUnknownException(string request, OpenStackException failure, string? shows)
        : base(ErrorIds.OutcomeUnknown, $"It is unknown whether {request} took effect. {failure.Message}", failure)
        => OwnAction = shows is null ? null : $"Check the result with {shows}, and run the command again if the change is missing.";
}
