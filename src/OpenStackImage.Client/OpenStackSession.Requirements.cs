using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage;

/// <content>The requirements of an operation for its session.</content>
public sealed partial class OpenStackSession
{
    /// <summary>Returns the ID of the project that the token is scoped to.</summary>
    /// <exception cref="OpenStackException">It is not known.</exception>
    internal string RequireProjectId() => ProjectId ?? throw new AccessDeniedException(
        ErrorIds.NoProject, "The project of this session is not known.", response: null, "Connect with -ProjectId.");

    /// <summary>Returns the Identity service.</summary>
    /// <exception cref="EndpointNotFoundException">The session was given a token and an image endpoint only.</exception>
    internal ServiceClient RequireIdentity() => Identity ?? throw new EndpointNotFoundException(
        "This session has no Identity endpoint: it was created with a token and an image endpoint only. Connect with -AuthUrl.");

    /// <inheritdoc cref="OpenStackImage.ImageApi.RequireAsync"/>
    internal Task RequireImageApiAsync(int minor, string what, IRequestObserver? observer, CancellationToken cancellationToken)
        => (ImageApi ?? throw NoImageEndpoint()).RequireAsync(minor, what, observer, cancellationToken);

    private static EndpointNotFoundException NoImageEndpoint() => new(
        "This session is not scoped to a project, so Keystone issued no catalog and the image endpoint is not known. "
            + "Connect with -ProjectName, or with -ImageEndpoint.");
}
