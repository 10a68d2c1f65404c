using System.Management.Automation;

namespace OpenStackImage.Commands;

/// <summary>Turns what went wrong into the one ErrorRecord that the user sees.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is not OpenStackException failure)
        {
            return new ErrorRecord(exception, "UnexpectedFailure", ErrorCategory.NotSpecified, target);
        }

        return new ErrorRecord(failure, failure.ErrorId, Category(failure), target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.Advice ?? "" },
        };
    }

    public static ErrorRecord NotConnected()
        => From(
            new OpenStackException("NotConnected", "There is no OpenStack session in this runspace. Sign in with Connect-OpenStack, or pass a session with -Session (in ForEach-Object -Parallel: -Session $using:session).")
            {
                Advice = "Run Connect-OpenStack.",
            },
            target: null);

    private static ErrorCategory Category(OpenStackException failure) => failure switch
    {
        AuthenticationException => ErrorCategory.AuthenticationError,
        AccessDeniedException => ErrorCategory.PermissionDenied,
        NotFoundException or NameNotFoundException or EndpointNotFoundException => ErrorCategory.ObjectNotFound,
        ConflictException => ErrorCategory.ResourceExists,
        LimitExceededException => ErrorCategory.LimitsExceeded,
        InvalidRequestException or AmbiguousNameException or SignInOptionsException => ErrorCategory.InvalidArgument,
        ServiceUnavailableException => ErrorCategory.ResourceUnavailable,
        OperationTimeoutException => ErrorCategory.OperationTimeout,
        RedirectRefusedException => ErrorCategory.SecurityError,
        UnexpectedAnswerException => ErrorCategory.ProtocolError,
        ConnectionException => ErrorCategory.ConnectionError,
        ServiceException => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.ConnectionError,
    };
}
