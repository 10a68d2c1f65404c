using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A response was lost, and it cannot be found out whether the request took effect. The request is not repeated, and nothing is deleted.</summary>
public sealed class OutcomeUnknownException : OpenStackException
{
    private const string Action = "Check the result with the Get- cmdlet of the resource, and run the command again if the change is missing.";

    internal OutcomeUnknownException(string request, OpenStackException failure)
        : base(ErrorIds.OutcomeUnknown, $"It is unknown whether {request} took effect. {Action} {failure.Message}", failure) => RecommendedAction = Action;
}
