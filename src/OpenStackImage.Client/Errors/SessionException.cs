using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A session is used with an object of another cloud.</summary>
public sealed class SessionException : OpenStackException
{
    internal SessionException(string message, string recommendedAction)
        : base(ErrorIds.SessionMismatch, message) => RecommendedAction = recommendedAction;
}
