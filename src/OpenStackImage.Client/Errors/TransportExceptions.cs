using System.Net;
using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>No answer came: the service could not be reached, or the connection broke before the answer was whole.</summary>
public sealed class ConnectionException : OpenStackException
{
    /// <summary>The recommendedAction where a server asked for a certificate of this side, and there was none.</summary>
    internal const string ShowCertificate =
#if NET
        "The server asked"
#else
        "The server may have asked"
#endif
        + " for a certificate of this side: name one with -ClientCertificate and -ClientKey (cert and key in clouds.yaml, OS_CERT and OS_KEY).";

    internal ConnectionException(string message, bool isTransient, Exception? innerException, bool wasReached = true, string? recommendedAction = null)
        : base(ErrorIds.ConnectionFailed, recommendedAction is null ? message : $"{message} {recommendedAction}", innerException)
    {
        IsTransient = isTransient;
        WasReached = wasReached;
        RecommendedAction = recommendedAction;
    }

    /// <summary>False where another try would meet the same: the other side could not prove who it is, or a proxy lets nothing through.</summary>
    public bool IsTransient { get; }

    /// <summary>False if no connection was established, so that nothing was sent.</summary>
    internal bool WasReached { get; }

    /// <summary>True if the request was sent on a connection of an earlier request, and there was no response.</summary>
    internal bool WasKept { get; init; }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => WasReached;

    /// <summary>A proxy answered in place of the service: nothing went through.</summary>
    /// <param name="origin">Whom the request was for.</param>
    /// <param name="statusCode">The proxy's HTTP status.</param>
    internal static ConnectionException RefusedByProxy(string origin, int statusCode)
    {
        var (what, recommendedAction) = statusCode == (int)HttpStatusCode.ProxyAuthenticationRequired
            ? ("wants another user or password", "User and password belong into its address: http_proxy=http://user:password@host:port.")
            : ("does not let it through", "Its operators can allow it; whom no_proxy names is asked without a proxy.");
        return new(FormattableString.Invariant($"The proxy on the way to {origin} {what} (HTTP {statusCode})."), isTransient: false, null, wasReached: false, recommendedAction);
    }
}

/// <summary>A server could not prove who it is by its certificate. Nothing was sent to it.</summary>
public sealed class CertificateRefusedException : OpenStackException
{
    internal CertificateRefusedException(string message, Exception innerException, string recommendedAction)
        : base(ErrorIds.CertificateRefused, $"{message} {recommendedAction}", innerException) => RecommendedAction = recommendedAction;
}

/// <summary>The service did not answer within the session's time limit.</summary>
public sealed class OperationTimeoutException : OpenStackException
{
    internal OperationTimeoutException(string message) : base(ErrorIds.OperationTimeout, message) { }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => true;
}

/// <summary>Something answered, but not as the OpenStack service at this address would.</summary>
public sealed class UnexpectedResponseException : OpenStackException
{
    internal UnexpectedResponseException(string message, Exception? innerException = null)
        : base(ErrorIds.UnexpectedAnswer, message, innerException) { }
}

/// <summary>The service sent the caller to another place, to which the token may not go.</summary>
public sealed class RedirectRefusedException : OpenStackException
{
    internal RedirectRefusedException(string message) : base(ErrorIds.RedirectRefused, message) { }
}
