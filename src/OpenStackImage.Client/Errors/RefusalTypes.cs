namespace OpenStackImage.Errors;

/// <summary>Creates the exceptions of refusals. The table of errors specifies the type for each ID.</summary>
internal static class RefusalTypes
{
    private delegate ServiceException Creation(string id, string message, ErrorResponse response, string? action);

    private static readonly Dictionary<Type, Creation> Creations = new()
    {
        [typeof(AccessDeniedException)] = (id, message, response, action) => new AccessDeniedException(id, message, response, action),
        [typeof(AuthenticationException)] = (id, message, response, action) => new AuthenticationException(id, message, response, action),
        [typeof(ConflictException)] = (id, message, response, action) => new ConflictException(id, message, response, action),
        [typeof(InvalidMetadefException)] = (id, message, response, action) => new InvalidMetadefException(id, message, response, action),
        [typeof(InvalidRequestException)] = (id, message, response, action) => new InvalidRequestException(id, message, response, action),
        [typeof(LimitExceededException)] = (id, message, response, action) => new LimitExceededException(id, message, response, action),
        [typeof(NameNotFoundException)] = (id, message, response, action) => new NameNotFoundException(id, message, response, action),
        [typeof(NotFoundException)] = (id, message, response, action) => new NotFoundException(id, message, response, action),
        [typeof(ServiceException)] = (id, message, response, action) => new ServiceException(id, message, response, action),
        [typeof(ServiceUnavailableException)] =
            (id, message, response, action) => new ServiceUnavailableException(id, message, response, action),
    };

    public static ServiceException Create(string errorId, string message, ErrorResponse response, string? recommendedAction)
        => Creations[ErrorTable.Of(errorId).Exception](errorId, message, response, recommendedAction);
}
