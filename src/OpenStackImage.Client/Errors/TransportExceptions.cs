using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>No answer came: the service could not be reached, or the connection broke before the answer was whole.</summary>
public sealed class ConnectionException : OpenStackException
{
    internal ConnectionException(string message, bool isPassing, Exception? innerException, bool wasReached = true)
        : base(ErrorIds.ConnectionFailed, message, innerException)
    {
        IsPassing = isPassing;
        WasReached = wasReached;
    }

    /// <summary>False where another try would meet the same: the other side could not prove who it is.</summary>
    public bool IsPassing { get; }

    /// <summary>False where no connection was made, so that nothing was sent.</summary>
    internal bool WasReached { get; }

    /// <inheritdoc/>
    internal override bool MayBeDone => WasReached;
}

/// <summary>A server could not prove who it is by its certificate. Nothing was sent to it.</summary>
public sealed class CertificateRefusedException : OpenStackException
{
    internal CertificateRefusedException(string message, Exception innerException) : base(ErrorIds.CertificateRefused, message, innerException) { }
}

/// <summary>The service did not answer within the session's time limit.</summary>
public sealed class OperationTimeoutException : OpenStackException
{
    internal OperationTimeoutException(string message) : base(ErrorIds.OperationTimeout, message) { }

    /// <inheritdoc/>
    internal override bool MayBeDone => true;
}

/// <summary>Something answered, but not as the OpenStack service at this address would.</summary>
public sealed class UnexpectedAnswerException : OpenStackException
{
    internal UnexpectedAnswerException(string message, Exception? innerException = null)
        : base(ErrorIds.UnexpectedAnswer, message, innerException) { }
}

/// <summary>The service sent the caller to another place, to which the token may not go.</summary>
public sealed class RedirectRefusedException : OpenStackException
{
    internal RedirectRefusedException(string message) : base(ErrorIds.RedirectRefused, message) { }
}
