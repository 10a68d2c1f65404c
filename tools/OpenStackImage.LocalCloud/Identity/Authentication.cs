using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Turns the body of an authentication request into a token or an error.</summary>
internal sealed class Authentication(IdentityState identity, CloudOptions options)
{
    private const string Bearer = "Bearer ";

    private static readonly string[] Supported = ["external", "password", "token", "oauth1", "mapped", "application_credential", "totp"];
    private readonly AuthenticationMethods _methods = new(identity, options.Clock);
    private readonly ScopeRequest _scopes = new(identity);

    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request)
    {
        if (!IdentityBody.TryRead(request, "auth", out var auth, out var refusal))
        {
            return (null, refusal);
        }

        if (auth.Object("identity") is not { } proof)
        {
            return (null, IdentityReply.BadRequest("'identity' is a required property"));
        }

        if (!proof.TryGetProperty("methods", out var named) || named.ValueKind != JsonValueKind.Array)
        {
            return (null, IdentityReply.BadRequest("Invalid input for field 'identity': 'methods' is a required property"));
        }

        List<string> methods = [.. named.EnumerateArray().Select(method => method.ToString()).Distinct()];
        if (methods.Count == 0)
        {
            return (null, IdentityReply.Unauthorized(request));
        }

        if (methods.Exists(method => !Supported.Contains(method)))
        {
            return (null, Unsupported(request));
        }

        var scope = _scopes.Read(request, auth);
        if (scope.Refusal is not null)
        {
            return (null, scope.Refusal);
        }

        Proven? proven = null;
        foreach (var method in methods)
        {
            proven = _methods.Check(request, method, proof);
            if (proven.Refusal is not null)
            {
                return (null, proven.Refusal);
            }
        }

        // The methods of an earlier token are included.
        var rules = proven!.User!.MultiFactorRules;
        var shown = methods.Union(proven.Origin?.Methods ?? []).ToArray();
        if (rules.Count > 0 && !rules.Any(rule => rule.All(shown.Contains)))
        {
            return (null, IdentityReply.Receipt(ReceiptDocument.Write(identity, options, proven.User, methods)));
        }

        return Scope(request, proven, scope, methods);
    }

    /// <summary>
    /// In a real cloud, the web server in front of Keystone validates the bearer token with the provider. Here, the state of the cloud
    /// contains it.
    /// </summary>
    public (TokenRecord? Token, Reply? Refusal) Federate(ServiceRequest request, string provider, string protocol)
    {
        var bearer = request.Header("Authorization") is { } header && header.StartsWith(Bearer, StringComparison.Ordinal)
            ? header[Bearer.Length..]
            : "";
        return identity.FederatedTokens.TryGetValue(bearer, out var known)
            && known.Provider == provider
            && known.Protocol == protocol
            && identity.Users.Find(known.UserId) is { } user
            ? Authenticate(request, user, protocol)
            : (null, IdentityReply.Unauthorized(request));
    }

    /// <summary>Authenticates by one method without a scope.</summary>
    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request, string method, JsonElement proof)
    {
        var proven = _methods.Check(request, method, proof);
        return proven.Refusal is not null ? (null, proven.Refusal) : Scope(request, proven, new() { Asked = false }, [method]);
    }

    /// <summary>Issues an unscoped token for a user who has signed in to an identity provider.</summary>
    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request, UserRecord user, string protocol)
        => Scope(request, new() { User = user }, new(), [protocol]);

    private (TokenRecord? Token, Reply? Refusal) Scope(ServiceRequest request, Proven proven, Scope scope, List<string> methods)
    {
        var user = proven.User!;
        if (scope.Trust is { } trust)
        {
            if (trust.TrusteeId != user.Id)
            {
                return (null, IdentityReply.NotAllowed("You are not authorized to perform the requested action."));
            }

            user = trust.Impersonation ? identity.Users.Find(trust.TrustorId)! : user;
        }

        if (!user.Enabled || identity.Domains.Find(user.DomainId)?.Enabled != true)
        {
            return (null, IdentityReply.Unauthorized(request));
        }

        if (proven.Credential is not null && scope.Asked)
        {
            return (
                null,
                IdentityReply.Unauthorized(
                    request,
                    "Error authenticating with application credential: Application credentials cannot request a scope.",
                    json => json.BeginObject().EndObject()));
        }

        var project = proven.Credential is { } credential ? identity.Projects.Find(credential.ProjectId) : scope.Project;
        var system = scope.System;
        var domain = scope.Domain;
        if (!scope.Asked && proven.Credential is null)
        {
            (project, domain, system) = proven.Origin is { } origin
                ? (origin.Project, origin.Domain, origin.System)
                : (DefaultProject(user), null, false);
        }

        var roles = scope.Trust is not null ? scope.Trust.Roles
            : project is not null ? identity.RolesOn(user.Id, AssignmentScope.Project, project.Id)
            : domain is not null ? identity.RolesOn(user.Id, AssignmentScope.Domain, domain.Id)
            : system ? identity.RolesOn(user.Id, AssignmentScope.System, "all")
            : [];
        if ((project is not null || domain is not null || system)
            && (roles.Count == 0 || project?.Enabled == false || domain?.Enabled == false))
        {
            return (null, IdentityReply.Unauthorized(request));
        }

        var now = options.Clock.GetUtcNow();
        DateTimeOffset issuedAt = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var end = proven.Origin?.ExpiresAt ?? issuedAt + options.TokenLifetime;
        return (new()
        {
            User = user,
            Methods = proven.Origin is { } parent ? [.. parent.Methods.Union(methods)] : methods,
            AuditIds = proven.Origin is { } chained ? [TokenStore.AuditId(), chained.AuditIds[^1]] : [TokenStore.AuditId()],
            IssuedAt = issuedAt,
            ExpiresAt = proven.Credential?.ExpiresAt is { } limit && limit < end ? limit : end,
            Project = project,
            Domain = domain,
            System = system,
            Trust = scope.Trust,
            Roles = proven.Credential is { } held ? [.. held.Roles.Where(roles.Contains)] : roles,
            ApplicationCredential = proven.Credential ?? proven.Origin?.ApplicationCredential,
        }, null);
    }

    /// <summary>
    /// A missing scope does not mean unscoped: Keystone uses the default project of the user, if the user has a role on it.
    /// </summary>
    private ProjectRecord? DefaultProject(UserRecord user)
        => identity.Projects.Find(user.DefaultProjectId) is { Enabled: true } project
            && identity.RolesOn(user.Id, AssignmentScope.Project, project.Id).Count > 0
            ? project
            : null;

    private static Reply Unsupported(ServiceRequest request)
        => IdentityReply.Unauthorized(request, "Attempted to authenticate with an unsupported method.", json =>
    {
        json.BeginObject().Name("methods").BeginArray();
        foreach (var method in Supported)
        {
            json.Value(method);
        }

        json.EndArray().EndObject();
    });
}
