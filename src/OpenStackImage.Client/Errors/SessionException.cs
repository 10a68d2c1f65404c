using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A session does not fit what it is used for: its cloud is not that of the object that was given.</summary>
public sealed class SessionException : OpenStackException
{
    internal SessionException(string message, string recommendedAction)
        : base(ErrorIds.SessionMismatch, message) => RecommendedAction = recommendedAction;
}
