using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The user whom a method has authenticated.</summary>
internal sealed record Proven
{
    public Reply? Refusal { get; init; }

    public UserRecord? User { get; init; }

    public ApplicationCredentialRecord? Credential { get; init; }

    /// <summary>The token that was sent, if the method is token.</summary>
    public TokenRecord? Origin { get; init; }
}

/// <summary>password, token, application_credential and totp.</summary>
internal sealed class AuthenticationMethods(IdentityState identity, TimeProvider clock)
{
    public Proven Check(ServiceRequest request, string method, JsonElement proof)
    {
        if (proof.Object(method) is not { } payload)
        {
            return new() { Refusal = IdentityReply.Expecting(method, "identity") };
        }

        return method switch
        {
            "password" => Password(request, payload),
            "token" => Token(payload),
            "application_credential" => ApplicationCredential(request, payload),
            "totp" => Passcode(request, payload),
            _ => new() { Refusal = IdentityReply.Unauthorized(request) },
        };
    }

    private Proven Password(ServiceRequest request, JsonElement payload)
    {
        var user = FindUser(request, payload, "identity/password/user", out var refusal);
        if (refusal is not null)
        {
            return new() { Refusal = refusal };
        }

        return user?.Password is not null && payload.Object("user")!.Value.Text("password") == user.Password
            ? new() { User = user }
            : new() { Refusal = IdentityReply.Unauthorized(request) };
    }

    private Proven Passcode(ServiceRequest request, JsonElement payload)
    {
        if (payload.Object("user") is not { } named)
        {
            return new() { Refusal = IdentityReply.Expecting("user", "None") };
        }

        var user = FindUser(request, payload, "identity/totp/user", out var refusal);
        if (refusal is not null)
        {
            return new() { Refusal = refusal };
        }

        return user is not null
            && identity.PasscodeSecrets.TryGetValue(user.Id, out var secret)
            && named.Text("passcode") == OneTimePasscode.At(secret, clock.GetUtcNow())
            ? new() { User = user }
            : new() { Refusal = IdentityReply.Unauthorized(request) };
    }

    private Proven Token(JsonElement payload)
    {
        if (payload.Text("id") is not { } text)
        {
            return new() { Refusal = IdentityReply.Expecting("id", "token") };
        }

        return identity.Tokens.Find(text) is { } token
            ? new() { User = identity.Users.Find(token.User.Id) ?? token.User, Origin = token }
            : new() { Refusal = IdentityReply.NotFound("Could not recognize Fernet token") };
    }

    private Proven ApplicationCredential(ServiceRequest request, JsonElement payload)
    {
        if (FindCredential(request, payload, out var refusal) is not { } credential)
        {
            return new() { Refusal = refusal };
        }

        var good = payload.Text("secret") == credential.Secret && !(credential.ExpiresAt <= clock.GetUtcNow());
        return good && identity.Users.Find(credential.UserId) is { } user
            ? new() { User = user, Credential = credential }
            : new() { Refusal = IdentityReply.Unauthorized(request) };
    }

    private ApplicationCredentialRecord? FindCredential(ServiceRequest request, JsonElement payload, out Reply? refusal)
    {
        if (payload.Text("id") is { } id)
        {
            var credential = identity.Credential(id);
            refusal = credential is null ? IdentityReply.CouldNotFind("Application Credential", id) : null;
            return credential;
        }

        if (payload.Text("name") is { } name)
        {
            return FindCredential(request, payload, name, out refusal);
        }

        refusal = IdentityReply.Expecting("name or ID", "application credential");
        return null;
    }

    /// <summary>Finds a credential by its name, which is unique for its user only.</summary>
    private ApplicationCredentialRecord? FindCredential(ServiceRequest request, JsonElement payload, string name, out Reply? refusal)
    {
        if (payload.Object("user") is not { } named)
        {
            refusal = IdentityReply.Expecting("user", "application credential");
            return null;
        }

        var owner = FindUser(request, payload, "identity/application_credential/user", out refusal);
        if (refusal is not null)
        {
            return null;
        }

        if (owner is null)
        {
            refusal = IdentityReply.CouldNotFind("user", named.Text("id") ?? named.Text("name")!);
            return null;
        }

        var credential = identity.Credentials.FirstOrDefault(other => other.UserId == owner.Id && other.Name == name);
        refusal = credential is null ? IdentityReply.Unauthorized(request) : null;
        return credential;
    }

    private UserRecord? FindUser(ServiceRequest request, JsonElement payload, string field, out Reply? refusal)
    {
        refusal = null;
        var user = payload.Object("user");
        if (user?.Text("id") is { } id)
        {
            return identity.Users.Find(id);
        }

        if (user?.Text("name") is not { } name)
        {
            refusal = IdentityReply.BadRequest($"Invalid input for field {field}: id or name must be present.");
            return null;
        }

        if (user.Value.Object("domain") is not { } domain)
        {
            refusal = IdentityReply.Expecting("domain", "user");
            return null;
        }

        if (ScopeRequest.FindDomain(identity, domain) is { } found)
        {
            return identity.Users.Named(found.Id, name);
        }

        refusal = IdentityReply.Unauthorized(request);
        return null;
    }
}
