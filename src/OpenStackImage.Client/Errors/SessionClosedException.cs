using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>The session was closed by Disconnect-OpenStack.</summary>
public sealed class SessionClosedException : OpenStackException
{
    internal SessionClosedException() : base(ErrorIds.SessionClosed, $"This session was closed by Disconnect-OpenStack.") { }
}
