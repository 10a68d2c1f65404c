namespace OpenStackImage.Projects;

/// <summary>A Keystone domain.</summary>
// api-ref identity/v3, "Domains".
internal sealed record Domain(string Id, string Name);
