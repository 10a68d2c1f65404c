namespace OpenStackImage.Projects;

/// <summary>A project that a text led to: its ID, and its name where the way led past it.</summary>
internal sealed record LocatedProject(string Id, string? Name)
{
    /// <summary>As a person would say it: 'name' (id).</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Id : $"'{Name}' ({Id})";
}

/// <summary>What Keystone says of a project's ID.</summary>
/// <param name="Project">The project; null if it is not there or not to be seen.</param>
/// <param name="IsKnownMissing">True if Keystone says that there is none.</param>
internal sealed record ProjectLookup(Project? Project, bool IsKnownMissing)
{
    public static readonly ProjectLookup Unknown = new(null, IsKnownMissing: false);
}
