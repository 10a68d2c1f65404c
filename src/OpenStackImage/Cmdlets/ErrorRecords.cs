using System.Management.Automation;
using OpenStackImage.Errors;
using OpenStackImage.Sessions;

namespace OpenStackImage.Cmdlets;

/// <summary>Turns what went wrong into the one ErrorRecord that the user sees.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is not OpenStackException failure)
        {
            return Named(new ErrorRecord(exception, ErrorIds.UnexpectedFailure, ErrorCategory.NotSpecified, target));
        }

        return Named(new ErrorRecord(failure, failure.ErrorId, Category(failure), target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = TerminalText.Of(failure.RecommendedAction) ?? "" },
        });
    }

    public static ErrorRecord NotConnected() => From(SessionStore.OfThisRunspace.NotConnected(), target: null);

    /// <summary>PowerShell prints the target's text behind the category.</summary>
    private static ErrorRecord Named(ErrorRecord error)
    {
        error.CategoryInfo.TargetName = TerminalText.Of(error.CategoryInfo.TargetName);
        return error;
    }

    /// <summary>The category of an ID where it says more than the type of the exception.</summary>
    private static ErrorCategory Category(OpenStackException failure) => failure.ErrorId switch
    {
        ErrorIds.FileExists => ErrorCategory.ResourceExists,
        ErrorIds.FileFailed => ErrorCategory.ResourceUnavailable,
        ErrorIds.ImageChanged or ErrorIds.WrongImageStatus => ErrorCategory.InvalidOperation,
        ErrorIds.ImageInUse => ErrorCategory.ResourceBusy,
        ErrorIds.InvalidImageName => ErrorCategory.InvalidArgument,
        ErrorIds.NoImageData => ErrorCategory.ObjectNotFound,
        ErrorIds.CacheNotEnabled or ErrorIds.ImageApiTooOld or ErrorIds.ImportMethodNotFound or ErrorIds.StoresNotEnabled => ErrorCategory.NotImplemented,
        ErrorIds.ImageFormatMissing or ErrorIds.ImageHasData or ErrorIds.ImageNotActive or ErrorIds.ImageNotStaged => ErrorCategory.InvalidOperation,
        ErrorIds.ImageInStore => ErrorCategory.ResourceExists,
        ErrorIds.ImageHalfDeleted or ErrorIds.ImportFailed or ErrorIds.OutcomeUnknown => ErrorCategory.InvalidResult,
        ErrorIds.ImportRunning => ErrorCategory.ResourceBusy,
        ErrorIds.ImportUriRefused => ErrorCategory.SecurityError,
        ErrorIds.MetadefInvalid or ErrorIds.MetadefNameRefused => ErrorCategory.InvalidArgument,
        ErrorIds.NoProject => ErrorCategory.InvalidOperation,
        ErrorIds.UploadInterrupted => ErrorCategory.ConnectionError,
        ErrorIds.ProjectsNotReadable => ErrorCategory.PermissionDenied,
        ErrorIds.IdRefused or ErrorIds.InvalidPattern or ErrorIds.InvalidRequest or ErrorIds.WrongEndpoint => ErrorCategory.InvalidArgument,
        ErrorIds.StoreNotFound or ErrorIds.TaskNotFound => ErrorCategory.ObjectNotFound,
        _ => CategoryOfType(failure),
    };

    private static ErrorCategory CategoryOfType(OpenStackException failure) => failure switch
    {
        AuthenticationException => ErrorCategory.AuthenticationError,
        AccessDeniedException => ErrorCategory.PermissionDenied,
        NotFoundException or NameNotFoundException or EndpointNotFoundException or CloudNotFoundException => ErrorCategory.ObjectNotFound,
        ConflictException => ErrorCategory.ResourceExists,
        LimitExceededException => ErrorCategory.LimitsExceeded,
        InvalidRequestException or AmbiguousNameException or SignInOptionsException or SessionException => ErrorCategory.InvalidArgument,
        ConfigurationFileException => ErrorCategory.InvalidData,
        ServiceUnavailableException => ErrorCategory.ResourceUnavailable,
        OperationTimeoutException => ErrorCategory.OperationTimeout,
        RedirectRefusedException or CertificateRefusedException => ErrorCategory.SecurityError,
        UnexpectedResponseException => ErrorCategory.ProtocolError,
        ConnectionException => ErrorCategory.ConnectionError,
        ImageDataException => ErrorCategory.InvalidData,
        ServiceException => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.ConnectionError,
    };
}
