namespace OpenStackImage.Errors;

/// <content>Errors of sessions, connections and services.</content>
internal static partial class ErrorTable
{
    private static ErrorRow[] Services =>
    [
        new(
            ErrorIds.AccessDenied, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "Glance denied the request, and the session cannot read the image to determine the reason.",
            "Use another project or another role.",
            "You are not authorized to complete {} action."),
        new(
            ErrorIds.AdminRequired, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The operation requires the admin role, or a role that the cloud's policy specifies.",
            "Ask the cloud's operators.",
            "You are not authorized to complete publicize_image action.",
            "Access was denied to this resource. Owner can't be updated by non admin.",
            "Access was denied to this resource. You are not permitted to create images owned by '{}'",
            "You are not authorized to complete {} action."),
        new(
            ErrorIds.AuthenticationFailed, ErrorCategories.AuthenticationError, typeof(AuthenticationException), 401,
            "Keystone rejected the credentials, or a service rejected the token even after it was renewed.",
            "Check the user, password, domain and project, and the user's role on the project.",
            "The request you have made requires authentication."),
        new(
            ErrorIds.CertificateRefused, ErrorCategories.SecurityError, typeof(CertificateRefusedException), null,
            "The certificate of a server is not trusted: its authority is unknown, it has expired, or it is for another host. No "
            + "request was sent.",
            "Specify `-CACertificate` (cacert, OS_CACERT) for a private authority; correct the URL; or use `-SkipCertificateCheck` "
            + "if the identity of the server does not matter."),
        new(
            ErrorIds.CloudNotFound, ErrorCategories.ObjectNotFound, typeof(CloudNotFoundException), null,
            "No clouds.yaml defines a cloud with this name.",
            "Get-OpenStackCloud lists the clouds and their files."),
        new(
            ErrorIds.ConfigurationFile, ErrorCategories.InvalidData, typeof(ConfigurationFileException), null,
            "A configuration file is invalid or too large, or one of its values is invalid.",
            "The message contains the file, the line and the expected value."),
        new(
            ErrorIds.Conflict, ErrorCategories.ResourceExists, typeof(ConflictException), 409,
            "The state of the resource does not allow the request.",
            "See the message of the service."),
        new(
            ErrorIds.ConnectionFailed, ErrorCategories.ConnectionError, typeof(ConnectionException), null,
            "The service could not be reached, or the connection failed. All retries failed, too.",
            "Check the URL and the network, and run the command again."),
        new(
            ErrorIds.EndpointNotFound, ErrorCategories.ObjectNotFound, typeof(EndpointNotFoundException), null,
            "The catalog does not contain the service, region or interface, or the session has no Identity endpoint.",
            "Specify `-Region`, `-Interface`, `-ImageEndpoint` or `-AuthUrl`."),
        new(
            ErrorIds.IdRefused, ErrorCategories.InvalidArgument, typeof(OpenStackException), null,
            "A value that is used as an ID, possibly one that a server returned, would address a different resource. No request was sent.",
            "Specify a valid ID or name. If the value came from a server, do not trust that server."),
        new(
            ErrorIds.ImageApiTooOld, ErrorCategories.NotImplemented, typeof(ImageApiException), null,
            "The operation requires a newer Image API than the cloud supports. The message contains both versions.",
            "Use a cloud with a newer Glance, or ask its operators to upgrade it."),
        new(
            ErrorIds.InvalidRequest, ErrorCategories.InvalidArgument, typeof(InvalidRequestException), 400,
            "Glance cannot process the request.",
            "See the message of the service.",
            "All_stores parameter can't be used with x-image-meta-store header or stores parameter"),
        new(
            ErrorIds.LimitExceeded, ErrorCategories.LimitsExceeded, typeof(LimitExceededException), 413,
            "A quota of the cloud is exceeded.",
            "Delete images, or ask the cloud's operators."),
        new(
            ErrorIds.NotConnected, ErrorCategories.ConnectionError, typeof(OpenStackException), null,
            "The runspace has no session.",
            "Use Connect-OpenStack, or specify `-Session` (in ForEach-Object -Parallel: `-Session $using:session`)."),
        new(
            ErrorIds.NotFound, ErrorCategories.ObjectNotFound, typeof(NotFoundException), 404,
            "A resource other than an image does not exist.",
            "See the message of the service."),
        new(
            ErrorIds.OperationTimeout, ErrorCategories.OperationTimeout, typeof(OperationTimeoutException), null,
            "The service did not respond in time.",
            "Increase the time-out with `Connect-OpenStack -TimeoutSec`."),
        new(
            ErrorIds.OutcomeUnknown, ErrorCategories.InvalidResult, typeof(OutcomeUnknownException), null,
            "A response was lost, and it cannot be determined whether the request took effect. The request is not repeated.",
            "Check the result with the Get- cmdlet of the resource, and run the command again if the change is missing."),
        new(
            ErrorIds.RedirectRefused, ErrorCategories.SecurityError, typeof(RedirectRefusedException), null,
            "A redirect or a link to the next page leads to another origin. No request was sent to it.",
            "Check the endpoint and the proxies in front of it."),
        new(
            ErrorIds.RoleMissing, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The user's roles on the project do not permit the operation.",
            "Use a session with the member or admin role on the project.",
            "You are not authorized to complete {} action."),
        new(
            ErrorIds.ServiceError, ErrorCategories.ResourceUnavailable, typeof(ServiceException), 500,
            "The service failed.",
            "Run the command again later, or send the request ID to the cloud's operators."),
        new(
            ErrorIds.ServiceUnavailable, ErrorCategories.ResourceUnavailable, typeof(ServiceUnavailableException), 503,
            "The service is not available. All retries failed, too.",
            "Run the command again later."),
        new(
            ErrorIds.SessionClosed, ErrorCategories.ConnectionError, typeof(SessionClosedException), null,
            "The session was disconnected by Disconnect-OpenStack.",
            "Use Connect-OpenStack."),
        new(
            ErrorIds.SessionMismatch, ErrorCategories.InvalidArgument, typeof(SessionException), null,
            "An object of one cloud was used with a session of another cloud, or several sessions were specified for a cmdlet that "
            + "accepts one. No request was sent.",
            "Omit `-Session`, or specify the object by ID or name."),
        new(
            ErrorIds.SignInOptions, ErrorCategories.InvalidArgument, typeof(SignInOptionsException), null,
            "The specified values are not sufficient to connect, or a parameter does not apply to the selected sign-in. The "
            + "message contains the details.",
            "Specify the missing values, or omit the parameter."),
        new(
            ErrorIds.UnexpectedAnswer, ErrorCategories.ProtocolError, typeof(UnexpectedResponseException), null,
            "The response does not come from the service or is incomplete: HTML, truncated JSON, or an endless list.",
            "Check the endpoint and the proxies in front of it."),
        new(
            ErrorIds.UnexpectedFailure, ErrorCategories.NotSpecified, typeof(Exception), null,
            "An unexpected error occurred in the module.",
            "Report the error with the output of `$Error[0].Exception.ToString()`."),
        new(
            ErrorIds.WrongEndpoint, ErrorCategories.InvalidArgument, typeof(ServiceException), 300,
            "The URL returned a list of versions. It is not the endpoint of the service.",
            "Check `-ImageEndpoint` or the catalog."),
    ];
}
