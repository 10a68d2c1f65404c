namespace OpenStackImage;

/// <summary>A Keystone project (api-ref identity/v3, "Projects").</summary>
public sealed class Project
{
    /// <summary>The project's ID.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The same ID, under the name that binds to the -ProjectId of other cmdlets.</summary>
    public string ProjectId => Id;

    /// <summary>The name, unique within its domain.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The ID of the domain.</summary>
    public string? DomainId { get; internal init; }

    /// <summary>What its makers say of it.</summary>
    public string? Description { get; internal init; }

    /// <summary>False if nobody can sign in to it.</summary>
    public bool IsEnabled { get; internal init; }

    /// <summary>The ID, which is what a project given for -Project stands for: its name may be that of others, too.</summary>
    public override string ToString() => Id;
}
