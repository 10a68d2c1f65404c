using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// A service refused a request, or would refuse it, so that it was not sent. The subclasses distinguish the kinds of refusals.
/// </summary>
public class ServiceException : OpenStackException
{
    internal ServiceException(string errorId, string message, ErrorResponse? response, string? recommendedAction = null)
        : base(errorId, message) => (Response, OwnAction) = (response, recommendedAction);

    /// <summary>The response; null if no request was sent.</summary>
    internal ErrorResponse? Response { get; }

    /// <summary>
    /// True if the request may have taken effect despite the error. With 503, the service itself states that it did not process the
    /// request. A proxy can send 503 although it has forwarded the request (Envoy: "upstream connect error or disconnect/reset before
    /// headers"); only the service gives its responses a request ID.
    /// </summary>
    internal override bool OutcomeUnknown => StatusCode >= 500 && (StatusCode != 503 || RequestId is null);

    /// <inheritdoc/>
    internal override bool PriorOutcomeUnknown => Response is { Attempt.PriorOutcomeUnknown: true };

    /// <summary>
    /// True for the page of a proxy. It contains no information about the resource, and its 404 does not show that the resource is missing.
    /// </summary>
    internal bool IsOfProxy => RefusalTable.IsOfProxy(Response);

    /// <summary>True if the error explains more than the status of the response.</summary>
    internal bool IsExplained => Response is null || ErrorId != StatusTable.IdOf(StatusCode);

    /// <summary>The HTTP status; 0 if no request was refused.</summary>
    public int StatusCode => Response?.StatusCode ?? 0;

    /// <summary>The ID under which the service logged the request; null if it sent none.</summary>
    public string? RequestId => Response?.RequestId;

    /// <summary>The HTTP method; null if no request was refused.</summary>
    public string? Method => Response?.Method;

    /// <summary>The URL of the request; null if no request was refused.</summary>
    public Uri? Uri => Response?.Uri;

    /// <summary>The message of the service, without markup.</summary>
    public string ServerMessage => Response?.ServerMessage ?? "";

    /// <summary>Creates the exception for a refused request.</summary>
    /// <param name="response">The response.</param>
    /// <param name="explanation">Why the service refused, if the caller knows; null leaves only the message of the service.</param>
    /// <param name="errorId">The ID; null for the one of the status.</param>
    /// <param name="recommendedAction">How to fix it; null for the one of the ID.</param>
    internal static ServiceException From(
        ErrorResponse response, string? explanation = null, string? errorId = null, string? recommendedAction = null)
    {
        var id = errorId ?? StatusTable.IdOf(response.StatusCode);
        var message = string.IsNullOrEmpty(explanation) ? response.Quote() : $"{explanation} {response.Quote()}";
        return RefusalTypes.Create(id, message, response, recommendedAction);
    }

    /// <summary>Returns the same refusal as an error of the sign-in, for any HTTP status.</summary>
    internal AuthenticationException AsAuthentication(string explanation, string recommendedAction)
        => new(ErrorIds.AuthenticationFailed, $"{explanation} {Response?.Quote()}".TrimEnd(), Response, recommendedAction);

    /// <summary>Returns the same refusal with a reason in front of the message of the service, and how to fix it.</summary>
    internal ServiceException Explained(string explanation, string? errorId = null, string? recommendedAction = null)
        => Response is null
            ? this
            : From(Response, explanation, errorId ?? ErrorId, recommendedAction ?? (errorId is null ? OwnAction : null));
}

/// <summary>400, 415, 416, 417: the request is invalid.</summary>
public class InvalidRequestException : ServiceException
{
    /// <summary>A value cannot be part of a request, which was not sent.</summary>
    internal InvalidRequestException(string message) : base(ErrorIds.InvalidRequest, message, response: null)
    {
    }

    internal InvalidRequestException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>401: the service rejects the credentials or the token.</summary>
public sealed class AuthenticationException : ServiceException
{
    internal AuthenticationException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>403: the caller is authenticated, but has no permission.</summary>
public sealed class AccessDeniedException : ServiceException
{
    internal AccessDeniedException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>404: the resource does not exist, or the caller cannot see it. Glance does not distinguish these cases.</summary>
public class NotFoundException : ServiceException
{
    internal NotFoundException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>409: the resource exists already, or its state does not allow the request.</summary>
public sealed class ConflictException : ServiceException
{
    internal ConflictException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>413: a quota of the cloud is exceeded, or the request is too large.</summary>
public sealed class LimitExceededException : ServiceException
{
    internal LimitExceededException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }

    /// <summary>
    /// True if the service itself refused the request because of a quota or a limit. A proxy that rejects a large request gives its
    /// response no request ID.
    /// </summary>
    internal bool IsOfService => RequestId is not null || ServerMessage.IndexOf("quota", StringComparison.OrdinalIgnoreCase) >= 0;
}

/// <summary>408, 429, 502, 503, 504: the service is not available, and all retries failed too.</summary>
public sealed class ServiceUnavailableException : ServiceException
{
    internal ServiceUnavailableException(string errorId, string message, ErrorResponse? response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}
