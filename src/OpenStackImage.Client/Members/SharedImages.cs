using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>The shared images of an audit: those of the session's project, or those of all projects.</summary>
internal static class SharedImages
{
    private static readonly bool[] Hidden = [false, true];

    /// <summary>Returns the queries that list the images, hidden ones last.</summary>
    /// <param name="session">The session.</param>
    /// <param name="ofAllProjects">True for the images of all projects.</param>
    /// <exception cref="OpenStackException">The session does not know its project.</exception>
    public static IEnumerable<ImageQuery> Queries(OpenStackSession session, bool ofAllProjects)
        => Hidden.Select(isHidden => new ImageQuery
        {
            Visibility = ImageVisibility.Shared,
            Owner = ofAllProjects ? null : session.RequireProjectId(),

            // An admin's list contains every shared image, with any member status.
            MemberStatus = ofAllProjects && !session.IsAdmin ? MemberStatus.All : null,
            Hidden = isHidden,
        });

    /// <summary>Returns what an audit does not include although it was requested; null if it includes everything.</summary>
    public static string? LimitOf(OpenStackSession session, bool ofAllProjects) => ofAllProjects && !session.IsAdmin
        ? $"-AllProjects requires an admin session. Images that {session.ScopeDescription} neither owns nor is a member of "
            + "are not included."
        : null;
}
