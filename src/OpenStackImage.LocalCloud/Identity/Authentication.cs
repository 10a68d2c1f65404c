using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>From the body of an authentication request to a token, or to the reason why not.</summary>
internal sealed class Authentication(IdentityState identity, CloudOptions options)
{
    private static readonly string[] Supported = ["external", "password", "token", "oauth1", "mapped", "application_credential"];
    private readonly AuthenticationMethods _methods = new(identity, options.Clock);
    private readonly ScopeRequest _scopes = new(identity);

    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request)
    {
        if (!IdentityBody.TryRead(request, "auth", out var auth, out var refusal))
            return (null, refusal);
        if (auth.Object("identity") is not { } proof)
            return (null, IdentityReply.BadRequest("'identity' is a required property"));
        if (!proof.TryGetProperty("methods", out var named) || named.ValueKind != JsonValueKind.Array)
            return (null, IdentityReply.BadRequest("Invalid input for field 'identity': 'methods' is a required property"));
        List<string> methods = [.. named.EnumerateArray().Select(method => method.ToString()).Distinct()];
        if (methods.Count == 0)
            return (null, IdentityReply.Unauthorized(request));
        if (methods.Exists(method => !Supported.Contains(method)))
            return (null, Unsupported(request));

        var scope = _scopes.Read(request, auth);
        if (scope.Refusal is not null)
            return (null, scope.Refusal);
        Proven? proven = null;
        foreach (var method in methods)
        {
            proven = _methods.Check(request, method, proof);
            if (proven.Refusal is not null)
                return (null, proven.Refusal);
        }

        return Scope(request, proven!, scope, methods);
    }

    private (TokenRecord? Token, Reply? Refusal) Scope(ServiceRequest request, Proven proven, Scope scope, List<string> methods)
    {
        var user = proven.User!;
        if (!user.Enabled || identity.Domains.Find(user.DomainId)?.Enabled != true)
            return (null, IdentityReply.Unauthorized(request));
        if (proven.Credential is not null && scope.Asked)
            return (null, IdentityReply.Unauthorized(request, "Error authenticating with application credential: Application credentials cannot request a scope.", json => json.BeginObject().EndObject()));

        var project = proven.Credential is { } credential ? identity.Projects.Find(credential.ProjectId) : scope.Project;
        var system = scope.System;
        var domain = scope.Domain;
        if (!scope.Asked && proven.Credential is null)
            (project, domain, system) = proven.Origin is { } origin ? (origin.Project, origin.Domain, origin.System) : (DefaultProject(user), null, false);

        var roles = project is not null ? identity.RolesOn(user.Id, AssignmentScope.Project, project.Id)
            : domain is not null ? identity.RolesOn(user.Id, AssignmentScope.Domain, domain.Id)
            : system ? identity.RolesOn(user.Id, AssignmentScope.System, "all")
            : [];
        if ((project is not null || domain is not null || system) && (roles.Count == 0 || project?.Enabled == false || domain?.Enabled == false))
            return (null, IdentityReply.Unauthorized(request));

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
            Roles = proven.Credential is { } held ? [.. held.Roles.Where(roles.Contains)] : roles,
            ApplicationCredential = proven.Credential ?? proven.Origin?.ApplicationCredential,
        }, null);
    }

    /// <summary>No scope is not unscoped: Keystone takes the user's default project, if there is a role on it.</summary>
    private ProjectRecord? DefaultProject(UserRecord user) =>
        identity.Projects.Find(user.DefaultProjectId) is { Enabled: true } project && identity.RolesOn(user.Id, AssignmentScope.Project, project.Id).Count > 0 ? project : null;

    private static Reply Unsupported(ServiceRequest request) => IdentityReply.Unauthorized(request, "Attempted to authenticate with an unsupported method.", json =>
    {
        json.BeginObject().Name("methods").BeginArray();
        foreach (var method in Supported)
            json.Value(method);
        json.EndArray().EndObject();
    });
}
