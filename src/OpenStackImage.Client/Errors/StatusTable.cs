namespace OpenStackImage.Errors;

/// <summary>Creates the exception of a refusal.</summary>
internal delegate ServiceException CreateRefusal(string errorId, string message, ErrorResponse response, string? recommendedAction);

/// <summary>The ID and the exception of each HTTP status, for refusals that nothing more precise is known about.</summary>
internal static class StatusTable
{
    private static readonly (string ErrorId, CreateRefusal Create) InvalidRequest =
        (ErrorIds.InvalidRequest, (id, message, response, action) => new InvalidRequestException(id, message, response, action));

    private static readonly (string ErrorId, CreateRefusal Create) Unavailable =
        (ErrorIds.ServiceUnavailable, (id, message, response, action) => new ServiceUnavailableException(id, message, response, action));

    private static readonly (string ErrorId, CreateRefusal Create) Other =
        (ErrorIds.ServiceError, (id, message, response, action) => new ServiceException(id, message, response, action));

    private static readonly Dictionary<int, (string ErrorId, CreateRefusal Create)> Rows = new()
    {
        [400] = InvalidRequest,
        [401] = (
            ErrorIds.AuthenticationFailed, (id, message, response, action) => new AuthenticationException(id, message, response, action)),
        [403] = (ErrorIds.AccessDenied, (id, message, response, action) => new AccessDeniedException(id, message, response, action)),
        [404] = (ErrorIds.NotFound, (id, message, response, action) => new NotFoundException(id, message, response, action)),
        [408] = Unavailable,
        [409] = (ErrorIds.Conflict, (id, message, response, action) => new ConflictException(id, message, response, action)),
        [413] = (ErrorIds.LimitExceeded, (id, message, response, action) => new LimitExceededException(id, message, response, action)),
        [415] = InvalidRequest,
        [416] = InvalidRequest,
        [429] = Unavailable,
        [502] = Unavailable,
        [503] = Unavailable,
        [504] = Unavailable,
    };

    /// <summary>Returns the row of a status.</summary>
    public static (string ErrorId, CreateRefusal Create) Of(int status) => Rows.TryGetValue(status, out var row) ? row : Other;
}
