namespace OpenStackImage.Errors;

/// <summary>The categories of errors. They have the names of PowerShell's ErrorCategory, which this client does not reference.</summary>
internal static class ErrorCategories
{
    public const string AuthenticationError = "AuthenticationError";
    public const string ConnectionError = "ConnectionError";
    public const string InvalidArgument = "InvalidArgument";
    public const string InvalidData = "InvalidData";
    public const string InvalidOperation = "InvalidOperation";
    public const string InvalidResult = "InvalidResult";
    public const string LimitsExceeded = "LimitsExceeded";
    public const string NotImplemented = "NotImplemented";
    public const string NotSpecified = "NotSpecified";
    public const string ObjectNotFound = "ObjectNotFound";
    public const string OperationTimeout = "OperationTimeout";
    public const string PermissionDenied = "PermissionDenied";
    public const string ProtocolError = "ProtocolError";
    public const string ResourceBusy = "ResourceBusy";
    public const string ResourceExists = "ResourceExists";
    public const string ResourceUnavailable = "ResourceUnavailable";
    public const string SecurityError = "SecurityError";
}
