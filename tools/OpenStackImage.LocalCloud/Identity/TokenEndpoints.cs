using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/auth/tokens</summary>
internal sealed class TokenEndpoints(IdentityState identity, CloudOptions options)
{
    private readonly Authentication _authentication = new(identity, options);

    public Reply Respond(ServiceRequest request) => request.Method switch
    {
        "POST" => Issue(request),
        "GET" or "HEAD" => Validate(request),
        "DELETE" => Revoke(request),
        _ => IdentityReply.MethodNotAllowed("DELETE, POST, GET, OPTIONS, HEAD"),
    };

    /// <summary>An unscoped token for a user of an identity provider (keystone/api/os_federation.py).</summary>
    public Reply Federate(ServiceRequest request, string provider, string protocol)
        => request.Method is "GET" or "POST"
            ? Issue(request, _authentication.Federate(request, provider, protocol))
            : IdentityReply.MethodNotAllowed("GET, HEAD, POST, OPTIONS");

    private Reply Issue(ServiceRequest request) => Issue(request, _authentication.Authenticate(request));

    private Reply Issue(ServiceRequest request, (TokenRecord? Token, Reply? Refusal) authenticated)
    {
        var (token, refusal) = authenticated;
        return token is null
            ? refusal!
            : IdentityReply.Document(StatusCodes.Status201Created, "CREATED", TokenDocument.Write(request, identity, options, token))
            .With(TokenHeader.Subject, identity.Tokens.Issue(token));
    }

    private Reply Validate(ServiceRequest request)
    {
        if (Subject(request, "validate_token", out var text, out var subject) is { } refusal)
        {
            return refusal;
        }

        return IdentityReply.Document(StatusCodes.Status200OK, "OK", TokenDocument.Write(request, identity, options, subject!))
            .With(TokenHeader.Subject, text!);
    }

    private Reply Revoke(ServiceRequest request)
    {
        if (Subject(request, "revoke_token", out var text, out _) is { } refusal)
        {
            return refusal;
        }

        identity.Tokens.Revoke(text!);
        return IdentityReply.NoContent();
    }

    private Reply? Subject(ServiceRequest request, string action, out string? text, out TokenRecord? subject)
    {
        text = request.Header(TokenHeader.Subject);
        subject = identity.Tokens.Find(text);
        if (request.Token is null)
        {
            return IdentityReply.Unauthorized(request);
        }

        if (text is not null && subject is null)
        {
            return IdentityReply.NotFound("Could not recognize Fernet token");
        }

        if (!request.Token.IsAdmin && subject?.User.Id != request.Token.User.Id)
        {
            return IdentityReply.Forbidden(action);
        }

        return subject is null ? IdentityReply.NotFound("No token in the request") : null;
    }
}
