namespace OpenStackImage.Errors;

/// <summary>The error ID for each HTTP status, for refusals without a more precise explanation.</summary>
internal static class StatusTable
{
    private static readonly Dictionary<int, string> Rows = new()
    {
        [400] = ErrorIds.InvalidRequest,
        [401] = ErrorIds.AuthenticationFailed,
        [403] = ErrorIds.AccessDenied,
        [404] = ErrorIds.NotFound,
        [408] = ErrorIds.ServiceUnavailable,
        [409] = ErrorIds.Conflict,
        [413] = ErrorIds.LimitExceeded,
        [415] = ErrorIds.InvalidRequest,
        [416] = ErrorIds.InvalidRequest,
        [429] = ErrorIds.ServiceUnavailable,
        [502] = ErrorIds.ServiceUnavailable,
        [503] = ErrorIds.ServiceUnavailable,
        [504] = ErrorIds.ServiceUnavailable,
    };

    /// <summary>Returns the ID of a status.</summary>
    public static string IdOf(int status) => Rows.TryGetValue(status, out var id) ? id : ErrorIds.ServiceError;
}
