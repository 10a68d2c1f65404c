using System.Net;
using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>There was no response: the service could not be reached, or the connection failed before the response was complete.</summary>
public sealed class ConnectionException : OpenStackException
{
    /// <summary>The recommended action if a server requested a client certificate and none was specified.</summary>
    internal const string ShowCertificate =
#if NET
        "The server requires"
#else
        "The server may require"
#endif
        + " a client certificate: specify -ClientCertificate and -ClientKey (cert and key in clouds.yaml, OS_CERT and OS_KEY).";

    private const string ProxyPassword = "Specify the user and the password in the URL of the proxy: "
        + "http_proxy=http://user:password@host:port.";
    private const string ProxyRules = "Ask the operators of the proxy to allow the host, or add it to no_proxy.";

    internal ConnectionException(
        string message, bool isTransient, Exception? innerException, bool wasReached = true, string? recommendedAction = null)
        : base(ErrorIds.ConnectionFailed, message, innerException)
    {
        IsTransient = isTransient;
        WasReached = wasReached;
        OwnAction = recommendedAction;
    }

    /// <summary>False if the next attempt would fail too: the server could not be authenticated, or a proxy rejects the request.</summary>
    public bool IsTransient { get; }

    /// <summary>False if no connection was established, so that nothing was sent.</summary>
    internal bool WasReached { get; }

    /// <summary>True if the request may have been sent on a connection of an earlier request, and there was no response.</summary>
    internal bool MayBeOfKeptConnection { get; init; }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => WasReached;

    /// <inheritdoc/>
    internal override bool PriorOutcomeUnknown => Attempt is { PriorOutcomeUnknown: true };

    /// <summary>The attempt; null if there was none.</summary>
    internal Attempt? Attempt { get; init; }

    /// <summary>A proxy responded instead of the service.</summary>
    /// <param name="origin">The origin of the URL of the request.</param>
    /// <param name="statusCode">The HTTP status of the proxy.</param>
    internal static ConnectionException RefusedByProxy(string origin, int statusCode)
    {
        var (what, recommendedAction) = statusCode == (int)HttpStatusCode.ProxyAuthenticationRequired
            ? ("requires another user or password", ProxyPassword)
            : ("rejects the request", ProxyRules);
        var message = FormattableString.Invariant($"The proxy for {origin} {what} (HTTP {statusCode}).");
        return new(message, isTransient: false, innerException: null, wasReached: false, recommendedAction);
    }
}

/// <summary>A server could not be authenticated by its certificate. Nothing was sent to it.</summary>
public sealed class CertificateRefusedException : OpenStackException
{
    internal CertificateRefusedException(string message, Exception innerException, string recommendedAction)
        : base(ErrorIds.CertificateRefused, message, innerException) => RecommendedAction = recommendedAction;
}

/// <summary>The service did not respond within the time-out of the session.</summary>
public sealed class OperationTimeoutException : OpenStackException
{
    internal OperationTimeoutException(string message) : base(ErrorIds.OperationTimeout, message) { }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => true;
}

/// <summary>The response does not come from the OpenStack service, or it is incomplete.</summary>
public sealed class UnexpectedResponseException : OpenStackException
{
    internal UnexpectedResponseException(string message, Exception? innerException = null)
        : base(ErrorIds.UnexpectedAnswer, message, innerException)
    {
    }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => true;
}

/// <summary>A redirect leads to another origin, to which the token must not be sent.</summary>
public sealed class RedirectRefusedException : OpenStackException
{
    internal RedirectRefusedException(string message) : base(ErrorIds.RedirectRefused, message) { }
}
