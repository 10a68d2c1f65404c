using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The session was ended by Disconnect-OpenStack.</summary>
public sealed class SessionClosedException : OpenStackException
{
    private const string Action = "Connect again with Connect-OpenStack.";

    internal SessionClosedException() : base(ErrorIds.SessionClosed, $"This session was ended by Disconnect-OpenStack. {Action}")
        => RecommendedAction = Action;
}
