using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Issues the token of a user who has been authenticated, for the scope of the request.</summary>
internal sealed class TokenIssuer(IdentityState identity, CloudOptions options)
{
    public (TokenRecord? Token, Reply? Refusal) Issue(ServiceRequest request, Proven proven, Scope scope, List<string> methods)
    {
        if (scope.Trust is { } trust && trust.TrusteeId != proven.User!.Id)
        {
            return (null, IdentityReply.NotAllowed("You are not authorized to perform the requested action."));
        }

        var user = scope.Trust is { Impersonation: true } impersonating
            ? identity.Users.Find(impersonating.TrustorId)!
            : proven.User!;
        if (!user.Enabled || identity.Domains.Find(user.DomainId)?.Enabled != true)
        {
            return (null, IdentityReply.Unauthorized(request));
        }

        if (proven.Credential is not null && scope.Asked)
        {
            return (null, CredentialWithScope(request));
        }

        var target = TargetOf(user, proven, scope);
        var roles = target.Trust?.Roles ?? RolesOn(user, target);
        return IsRefused(target, roles)
            ? (null, IdentityReply.Unauthorized(request))
            : (Create(user, proven, target, roles, methods), null);
    }

    private static Reply CredentialWithScope(ServiceRequest request) => IdentityReply.Unauthorized(
        request,
        "Error authenticating with application credential: Application credentials cannot request a scope.",
        json => json.BeginObject().EndObject());

    /// <summary>An application credential has its project. A request without a scope has that of the token that it presents.</summary>
    private Scope TargetOf(UserRecord user, Proven proven, Scope scope)
        => proven.Credential is { } credential ? scope with { Project = identity.Projects.Find(credential.ProjectId) }
            : scope.Asked ? scope
            : proven.Origin is { } origin
            ? scope with { Project = origin.Project, Domain = origin.Domain, System = origin.System }
            : scope with { Project = DefaultProject(user) };

    /// <summary>
    /// A missing scope does not mean unscoped: Keystone uses the default project of the user, if the user has a role on it.
    /// </summary>
    private ProjectRecord? DefaultProject(UserRecord user)
        => identity.Projects.Find(user.DefaultProjectId) is { Enabled: true } project
            && identity.RolesOn(user.Id, AssignmentScope.Project, project.Id).Count > 0
            ? project
            : null;

    private IReadOnlyList<RoleRecord> RolesOn(UserRecord user, Scope target)
        => target.Project is { } project ? identity.RolesOn(user.Id, AssignmentScope.Project, project.Id)
            : target.Domain is { } domain ? identity.RolesOn(user.Id, AssignmentScope.Domain, domain.Id)
            : target.System ? identity.RolesOn(user.Id, AssignmentScope.System, "all")
            : [];

    private static bool IsRefused(Scope target, IReadOnlyList<RoleRecord> roles)
        => (target.Project is not null || target.Domain is not null || target.System)
            && (roles.Count == 0 || target.Project?.Enabled == false || target.Domain?.Enabled == false);

    private TokenRecord Create(UserRecord user, Proven proven, Scope target, IReadOnlyList<RoleRecord> roles, List<string> methods)
    {
        var now = options.Clock.GetUtcNow();
        DateTimeOffset issuedAt = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var end = proven.Origin?.ExpiresAt ?? issuedAt + options.TokenLifetime;
        return new()
        {
            User = user,
            Methods = proven.Origin is { } parent ? [.. parent.Methods.Union(methods)] : methods,
            AuditIds = proven.Origin is { } chained ? [TokenStore.AuditId(), chained.AuditIds[^1]] : [TokenStore.AuditId()],
            IssuedAt = issuedAt,
            ExpiresAt = proven.Credential?.ExpiresAt is { } limit && limit < end ? limit : end,
            Project = target.Project,
            Domain = target.Domain,
            System = target.System,
            Trust = target.Trust,
            Roles = proven.Credential is { } held ? [.. held.Roles.Where(roles.Contains)] : roles,
            ApplicationCredential = proven.Credential ?? proven.Origin?.ApplicationCredential,
        };
    }
}
