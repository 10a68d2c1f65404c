using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Who holds which role on what.</summary>
internal sealed class AssignmentEndpoints(IdentityState identity)
{
    public Reply List(ServiceRequest request, TokenRecord token, string project, string user)
    {
        if (!token.IsAdmin)
            return IdentityReply.Forbidden("list_grants");
        if (Unknown(project, user) is { } unknown)
            return unknown;
        var roles = identity.Assignments.Where(held => held.Scope == AssignmentScope.Project && held.TargetId == project && held.UserId == user)
            .Select(held => identity.Roles.Find(held.RoleId)).OfType<RoleRecord>();
        return Listing.Of(request, "roles", roles, RoleDocument.Writer(request));
    }

    public Reply Check(TokenRecord token, string project, string user, string role) =>
        Refuse(token, "check_grant", project, user, role) ?? (identity.Assignments.Contains(Of(project, user, role)) ? IdentityReply.NoContent() : Missing(project, user, role));

    public Reply Grant(TokenRecord token, string project, string user, string role)
    {
        if (Refuse(token, "create_grant", project, user, role) is { } refusal)
            return refusal;
        identity.Assign(Of(project, user, role));
        return IdentityReply.NoContent();
    }

    public Reply Revoke(TokenRecord token, string project, string user, string role) =>
        Refuse(token, "revoke_grant", project, user, role) ?? (identity.Unassign(Of(project, user, role)) ? IdentityReply.NoContent() : Missing(project, user, role));

    public Reply ListAll(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
            return IdentityReply.Forbidden("list_role_assignments");
        var assignments = identity.Assignments.Where(held =>
            request.Passes("user.id", held.UserId) && request.Passes("role.id", held.RoleId)
            && request.Passes("scope.project.id", held.Scope == AssignmentScope.Project ? held.TargetId : null)
            && request.Passes("scope.domain.id", held.Scope == AssignmentScope.Domain ? held.TargetId : null));
        AssignmentDocument document = new(identity, request, request.HasQuery("include_names"));
        return Listing.Of(request, "role_assignments", request.HasQuery("effective") ? document.WithImplied(assignments) : assignments.Select(held => (held, (RoleRecord?)null)), document.Write);
    }

    private static RoleAssignment Of(string project, string user, string role) => new(role, user, AssignmentScope.Project, project);

    private Reply? Refuse(TokenRecord token, string action, string project, string user, string role)
    {
        // Keystone looks at what is named before it looks at who asks.
        if (identity.Roles.Find(role) is null)
            return IdentityReply.CouldNotFind("role", role);
        return Unknown(project, user) ?? (token.IsAdmin ? null : IdentityReply.Forbidden(action));
    }

    private Reply? Unknown(string project, string user) =>
        identity.Projects.Find(project) is null ? IdentityReply.CouldNotFind("project", project)
        : identity.Users.Find(user) is null ? IdentityReply.CouldNotFind("user", user)
        : null;

    private static Reply Missing(string project, string user, string role) => IdentityReply.NotFound(
        $"Could not find role assignment with role: {role}, user or group: {user}, project, domain, or system: {project}.");
}
