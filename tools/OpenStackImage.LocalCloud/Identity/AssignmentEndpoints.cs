using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/role_assignments</summary>
internal sealed class AssignmentEndpoints(IdentityState identity)
{
    public Reply List(ServiceRequest request, TokenRecord token, AssignmentScope scope, string target, string user)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("list_grants");
        }

        if (Unknown(scope, target, user) is { } unknown)
        {
            return unknown;
        }

        var roles = identity.Assignments.Where(held => held.Scope == scope && held.TargetId == target && held.UserId == user)
            .Select(held => identity.Roles.Find(held.RoleId)).OfType<RoleRecord>();
        return Listing.Of(request, "roles", roles, RoleDocument.Writer(request));
    }

    public Reply Check(TokenRecord token, AssignmentScope scope, string target, string user, string role)
        => Refuse(token, "check_grant", scope, target, user, role)
            ?? (identity.Assignments.Contains(Of(scope, target, user, role)) ? IdentityReply.NoContent() : Missing(target, user, role));

    public Reply Grant(TokenRecord token, AssignmentScope scope, string target, string user, string role)
    {
        if (Refuse(token, "create_grant", scope, target, user, role) is { } refusal)
        {
            return refusal;
        }

        identity.Assign(Of(scope, target, user, role));
        return IdentityReply.NoContent();
    }

    public Reply Revoke(TokenRecord token, AssignmentScope scope, string target, string user, string role)
        => Refuse(token, "revoke_grant", scope, target, user, role)
            ?? (identity.Unassign(Of(scope, target, user, role)) ? IdentityReply.NoContent() : Missing(target, user, role));

    public Reply ListAll(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("list_role_assignments");
        }

        var assignments = identity.Assignments.Where(held =>
            request.Passes("user.id", held.UserId) && request.Passes("role.id", held.RoleId)
            && request.Passes("scope.project.id", held.Scope == AssignmentScope.Project ? held.TargetId : null)
            && request.Passes("scope.domain.id", held.Scope == AssignmentScope.Domain ? held.TargetId : null));
        AssignmentDocument document = new(identity, request, request.HasQuery("include_names"));
        return Listing.Of(
            request,
            "role_assignments",
            request.HasQuery("effective") ? document.WithImplied(assignments) : assignments.Select(held => (held, (RoleRecord?)null)),
            document.Write);
    }

    private static RoleAssignment Of(AssignmentScope scope, string target, string user, string role) => new(role, user, scope, target);

    private Reply? Refuse(TokenRecord token, string action, AssignmentScope scope, string target, string user, string role)
    {
        // Keystone validates the target before it checks the permissions of the caller.
        if (identity.Roles.Find(role) is null)
        {
            return IdentityReply.CouldNotFind("role", role);
        }

        return Unknown(scope, target, user) ?? (token.IsAdmin ? null : IdentityReply.Forbidden(action));
    }

    private Reply? Unknown(AssignmentScope scope, string target, string user)
        => scope == AssignmentScope.Project && identity.Projects.Find(target) is null ? IdentityReply.CouldNotFind("project", target)
        : scope == AssignmentScope.Domain && identity.Domains.Find(target) is null ? IdentityReply.CouldNotFind("domain", target)
        : identity.Users.Find(user) is null ? IdentityReply.CouldNotFind("user", user)
        : null;

    private static Reply Missing(string target, string user, string role) => IdentityReply.NotFound(
        $"Could not find role assignment with role: {role}, user or group: {user}, project, domain, or system: {target}.");
}
