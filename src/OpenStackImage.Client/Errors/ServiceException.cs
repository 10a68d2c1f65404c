using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A service answered, and the answer was no. The type says which kind of no; see the subclasses.</summary>
public class ServiceException : OpenStackException
{
    internal ServiceException(string errorId, string message, ErrorResponse answer)
        : base(errorId, message) => Answer = answer;

    internal ErrorResponse Answer { get; }

    /// <inheritdoc/>
    internal override bool OutcomeUnknown => StatusCode is 408 or >= 500;

    /// <summary>
    /// True if an earlier attempt may have taken effect, so that this refusal may be due to it: a DELETE that finds nothing any more, an add that finds
    /// a member.
    /// </summary>
    internal bool PriorOutcomeUnknown => Answer.Attempt.PriorOutcomeUnknown;

    /// <summary>The HTTP status.</summary>
    public int StatusCode => Answer.StatusCode;

    /// <summary>The id under which the service logged the request; null where it gave none.</summary>
    public string? RequestId => Answer.RequestId;

    /// <summary>The HTTP method.</summary>
    public string Method => Answer.Method;

    /// <summary>Where the request went.</summary>
    public Uri Uri => Answer.Uri;

    /// <summary>The service's own sentence, cleaned of markup.</summary>
    public string ServerMessage => Answer.ServerMessage;

    /// <summary>Makes the exception that fits a refused request.</summary>
    /// <param name="answer">What the service said.</param>
    /// <param name="explanation">Why it said so, where the caller knows; null leaves only the service's sentence.</param>
    /// <param name="errorId">The stable name; null takes the one of the status.</param>
    /// <param name="recommendedAction">What mends it.</param>
    internal static ServiceException From(ErrorResponse answer, string? explanation = null, string? errorId = null, string? recommendedAction = null)
    {
        var message = string.Join(" ", new[] { explanation, recommendedAction, answer.Quote() }.Where(part => !string.IsNullOrEmpty(part)));
        return answer.StatusCode switch
        {
            400 or 415 or 416 => new InvalidRequestException(errorId ?? ErrorIds.InvalidRequest, message, answer) { RecommendedAction = recommendedAction },
            401 => new AuthenticationException(errorId ?? ErrorIds.AuthenticationFailed, message, answer) { RecommendedAction = recommendedAction },
            403 => new AccessDeniedException(errorId ?? ErrorIds.AccessDenied, message, answer) { RecommendedAction = recommendedAction },
            404 => new NotFoundException(errorId ?? ErrorIds.NotFound, message, answer) { RecommendedAction = recommendedAction },
            409 => new ConflictException(errorId ?? ErrorIds.Conflict, message, answer) { RecommendedAction = recommendedAction },
            413 => new LimitExceededException(errorId ?? ErrorIds.LimitExceeded, message, answer) { RecommendedAction = recommendedAction },
            408 or 429 or 502 or 503 or 504 => new ServiceUnavailableException(errorId ?? ErrorIds.ServiceUnavailable, message, answer) { RecommendedAction = recommendedAction },
            _ => new ServiceException(errorId ?? ErrorIds.ServiceError, message, answer) { RecommendedAction = recommendedAction },
        };
    }

    /// <summary>The same refusal as one of the sign-in, whatever status it came with.</summary>
    internal AuthenticationException AsAuthentication(string explanation, string recommendedAction)
        => new(ErrorIds.AuthenticationFailed, $"{explanation} {recommendedAction} {Answer.Quote()}", Answer) { RecommendedAction = recommendedAction };

    /// <summary>The same refusal with a reason and a way out in front of the service's sentence.</summary>
    internal ServiceException Explained(string explanation, string? errorId = null, string? recommendedAction = null)
        => From(Answer, explanation, errorId ?? ErrorId, recommendedAction ?? RecommendedAction);
}

/// <summary>400, 415, 416: the request itself is wrong.</summary>
public sealed class InvalidRequestException : ServiceException
{
    internal InvalidRequestException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>401: the service does not accept the credential or the token.</summary>
public sealed class AuthenticationException : ServiceException
{
    internal AuthenticationException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>403: the caller is known, and may not do this.</summary>
public sealed class AccessDeniedException : ServiceException
{
    internal AccessDeniedException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>404: it does not exist, or the caller may not see it; Glance does not tell which.</summary>
public sealed class NotFoundException : ServiceException
{
    internal NotFoundException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>409: it exists already, or its state does not allow this.</summary>
public sealed class ConflictException : ServiceException
{
    internal ConflictException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>413: a quota of the cloud is used up.</summary>
public sealed class LimitExceededException : ServiceException
{
    internal LimitExceededException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}

/// <summary>408, 429, 502, 503, 504: the service cannot answer now, and could not after the retries either.</summary>
public sealed class ServiceUnavailableException : ServiceException
{
    internal ServiceUnavailableException(string errorId, string message, ErrorResponse answer) : base(errorId, message, answer) { }
}
