using System.Globalization;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Flurl.Http;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// Turns the failures of connections into exceptions of this client. It passes on no exception of Flurl, because those contain the request
/// with its token.
/// </summary>
internal sealed class ConnectionFailures(RequestLog log, ServerCertificates certificates)
{
    /// <summary>True for the exceptions of a failed connection.</summary>
    public static bool IsKnown(Exception exception) => exception
        is FlurlHttpException or IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException
            or InvalidDataException;

    /// <summary>Returns the exception for a failure.</summary>
    /// <param name="call">The call.</param>
    /// <param name="uri">The URL of the request.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="exception">The failure.</param>
    /// <param name="mayBeOfKept">True if the request may have been sent on a connection of an earlier one.</param>
    /// <param name="cancellationToken">The token of the attempt.</param>
    public Exception Map(
        ServiceCall call, Uri uri, Attempt attempt, Exception exception, bool mayBeOfKept, CancellationToken cancellationToken)
    {
        var method = call.Request.Method;
        var cause = exception is FlurlHttpException ? exception.InnerException : exception;
        if (cause is OpenStackException)
        {
            // The data to send could not be read.
            ExceptionDispatchInfo.Capture(cause).Throw();
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        var root = Concealed(call, cause?.GetBaseException());
        return root switch
        {
            InvalidDataException => new UnexpectedResponseException(
                $"The response to {method} {uri} is not compressed as its header states: {root.Message}", root),
            OperationCanceledException or TimeoutException => new OperationTimeoutException(
                $"{RedirectPolicy.Origin(uri)} did not accept a connection in time ({method} {uri.AbsolutePath}). "
                    + "A firewall may drop the packets, or the URL is wrong."),
            CertificateCheckException refused => new CertificateRefusedException(
                $"{RedirectPolicy.Origin(uri)} could not be authenticated: {refused.Message} Nothing was sent to it.", refused,
                refused.RecommendedAction),
            System.Security.Authentication.AuthenticationException => new ConnectionException(
                $"An encrypted connection to {RedirectPolicy.Origin(uri)} could not be established: {root.Message} Nothing was sent to it.",
                isTransient: false, root, wasReached: true, ActionAgainst(uri)),
            not null when ProxyError.StatusOf(root) is >= 400 and < 500 and var status => ConnectionException.RefusedByProxy(
                RedirectPolicy.Origin(uri), status),
            _ => Broken(method, uri, attempt, root, mayBeOfKept && exception is FlurlHttpException),
        };
    }

    private ConnectionException Broken(HttpMethod method, Uri uri, Attempt attempt, Exception? root, bool mayBeOfKept)
    {
        var wasReached = ProxyError.StatusOf(root) is null && root is not SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.NoData,
        };
        var attempts = attempt.Number > 1 ? string.Format(CultureInfo.InvariantCulture, " ({0} attempts)", attempt.Number) : "";
        var message = wasReached
            ? $"The connection failed during {method} {uri}: {root?.Message}{attempts}"
            : $"{RedirectPolicy.Origin(uri)} could not be reached ({method} {uri.AbsolutePath}): {root?.Message}{attempts}";
        return new ConnectionException(
            message, isTransient: true, root, wasReached, wasReached ? ActionAgainst(uri) : null)
        { MayBeOfKeptConnection = wasReached && mayBeOfKept, Attempt = attempt };
    }

    /// <summary>The messages of .NET quote invalid status lines and headers, in which a server may repeat the request.</summary>
    private static Exception? Concealed(ServiceCall call, Exception? root)
        => root is HttpRequestException or IOException or InvalidDataException && Redaction.Repeats(call, root.Message)
            ? new IOException("The response is not valid HTTP, and repeats a secret of the request.")
            : root;

    private string? ActionAgainst(Uri uri)
        => certificates.LackedOwn && !log.HasResponseFrom(uri) ? ConnectionException.ShowCertificate : null;
}
