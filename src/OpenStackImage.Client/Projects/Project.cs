namespace OpenStackImage;

/// <summary>A Keystone project.</summary>
// api-ref identity/v3, "Projects".
public sealed class Project : CloudObject
{
    /// <summary>The project's ID.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The same ID, under the name that binds to the -ProjectId of other cmdlets.</summary>
    public string ProjectId => Id;

    /// <summary>The name, unique within its domain.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The ID of the domain.</summary>
    public string? DomainId { get; internal init; }

    /// <summary>The description.</summary>
    public string? Description { get; internal init; }

    /// <summary>False if the project is disabled, so that users cannot sign in to it.</summary>
    public bool IsEnabled { get; internal init; }

    /// <summary>True for a domain, which Keystone shows as a project, too.</summary>
    internal bool IsDomain { get; init; }

    /// <summary>Returns the ID, so that a project can be the value of -Project: other projects may have the same name.</summary>
    public override string ToString() => Id;
}
