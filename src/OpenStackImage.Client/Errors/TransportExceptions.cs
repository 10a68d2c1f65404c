namespace OpenStackImage;

/// <summary>No answer came: the service could not be reached, or the connection broke before the answer was whole.</summary>
public sealed class ConnectionException : OpenStackException
{
    internal ConnectionException(string message, bool nothingSent, Exception innerException)
        : base("ConnectionFailed", message, innerException) => NothingSent = nothingSent;

    /// <summary>True where the connection never came about, so that the service cannot have acted on the request.</summary>
    public bool NothingSent { get; }
}

/// <summary>The service did not answer within the session's time limit.</summary>
public sealed class OperationTimeoutException : OpenStackException
{
    internal OperationTimeoutException(string message) : base("OperationTimeout", message) { }
}

/// <summary>Something answered, but not as the OpenStack service at this address would.</summary>
public sealed class UnexpectedAnswerException : OpenStackException
{
    internal UnexpectedAnswerException(string message, Exception? innerException = null)
        : base("UnexpectedAnswer", message, innerException) { }
}

/// <summary>The service sent the caller to another place, to which the token may not go.</summary>
public sealed class RedirectRefusedException : OpenStackException
{
    internal RedirectRefusedException(string message) : base("RedirectRefused", message) { }
}
