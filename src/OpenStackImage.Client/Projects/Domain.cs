namespace OpenStackImage.Projects;

/// <summary>A Keystone domain (api-ref identity/v3, "Domains").</summary>
internal sealed record Domain(string Id, string Name);
