using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A service refused a request. The subclasses tell the kinds of refusals apart.</summary>
public class ServiceException : OpenStackException
{
    internal ServiceException(string errorId, string message, ErrorResponse answer, string? recommendedAction = null)
        : base(errorId, message) => (Answer, OwnAction) = (answer, recommendedAction);

    internal ErrorResponse Answer { get; }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => StatusCode is 408 or >= 500;

    /// <summary>
    /// True if an earlier attempt may have taken effect, so that this refusal may be due to it: a DELETE that finds nothing any more, an
    /// add that finds
    /// a member.
    /// </summary>
    internal bool PriorOutcomeUnknown => Answer.Attempt.PriorOutcomeUnknown;

    /// <summary>The HTTP status.</summary>
    public int StatusCode => Answer.StatusCode;

    /// <summary>The ID under which the service logged the request; null if it sent none.</summary>
    public string? RequestId => Answer.RequestId;

    /// <summary>The HTTP method.</summary>
    public string Method => Answer.Method;

    /// <summary>The URL of the request.</summary>
    public Uri Uri => Answer.Uri;

    /// <summary>The message of the service, without markup.</summary>
    public string ServerMessage => Answer.ServerMessage;

    /// <summary>Creates the exception for a refused request.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="explanation">Why the service refused, if the caller knows; null leaves only the message of the service.</param>
    /// <param name="errorId">The ID; null for the one of the status.</param>
    /// <param name="recommendedAction">How to fix it; null for the one of the ID.</param>
    internal static ServiceException From(ErrorResponse answer, string? explanation = null, string? errorId = null, string? recommendedAction = null)
    {
        var (statusId, create) = StatusTable.Of(answer.StatusCode);
        var message = string.IsNullOrEmpty(explanation) ? answer.Quote() : $"{explanation} {answer.Quote()}";
        return create(errorId ?? statusId, message, answer, recommendedAction);
    }

    /// <summary>Returns the same refusal as one of the sign-in, whatever its status.</summary>
    internal AuthenticationException AsAuthentication(string explanation, string recommendedAction)
        => new(ErrorIds.AuthenticationFailed, $"{explanation} {Answer.Quote()}", Answer, recommendedAction);

    /// <summary>Returns the same refusal with a reason in front of the message of the service, and how to fix it.</summary>
    internal ServiceException Explained(string explanation, string? errorId = null, string? recommendedAction = null)
        => From(Answer, explanation, errorId ?? ErrorId, recommendedAction ?? (errorId is null ? OwnAction : null));
}

/// <summary>400, 415, 416, 417: the request is invalid.</summary>
public sealed class InvalidRequestException : ServiceException
{
    internal InvalidRequestException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>401: the service rejects the credentials or the token.</summary>
public sealed class AuthenticationException : ServiceException
{
    internal AuthenticationException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>403: the caller is known, and has no permission.</summary>
public sealed class AccessDeniedException : ServiceException
{
    internal AccessDeniedException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>404: the resource does not exist, or the caller cannot see it; Glance does not say which.</summary>
public sealed class NotFoundException : ServiceException
{
    internal NotFoundException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>409: the resource exists already, or its state does not allow the request.</summary>
public sealed class ConflictException : ServiceException
{
    internal ConflictException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>413: a quota of the cloud is exceeded, or the request is too large.</summary>
public sealed class LimitExceededException : ServiceException
{
    internal LimitExceededException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}

/// <summary>408, 429, 502, 503, 504: the service is not available, and all retries failed too.</summary>
public sealed class ServiceUnavailableException : ServiceException
{
    internal ServiceUnavailableException(string errorId, string message, ErrorResponse answer, string? recommendedAction)
        : base(errorId, message, answer, recommendedAction)
    {
    }
}
