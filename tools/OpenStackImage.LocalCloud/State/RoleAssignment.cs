namespace OpenStackImage.LocalCloud;

/// <summary>The kinds of targets of roles.</summary>
public enum AssignmentScope
{
    /// <summary>A project.</summary>
    Project,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>The whole system; the target is <c>all</c>.</summary>
    System,
}

/// <summary>A role that a user holds.</summary>
/// <param name="RoleId">The role.</param>
/// <param name="UserId">Who holds it.</param>
/// <param name="Scope">What kind of thing it is held on.</param>
/// <param name="TargetId">The project, the domain, or <c>all</c>.</param>
public sealed record RoleAssignment(string RoleId, string UserId, AssignmentScope Scope, string TargetId);
