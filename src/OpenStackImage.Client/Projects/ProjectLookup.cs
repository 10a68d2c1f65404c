namespace OpenStackImage.Projects;

/// <summary>The result of a lookup of a project by its ID.</summary>
/// <param name="Project">The project; null if it does not exist or is not visible to the session.</param>
/// <param name="IsKnownMissing">True if Keystone reports that no such project exists.</param>
internal sealed record ProjectLookup(Project? Project, bool IsKnownMissing)
{
    public static readonly ProjectLookup Unknown = new(null, IsKnownMissing: false);
}
