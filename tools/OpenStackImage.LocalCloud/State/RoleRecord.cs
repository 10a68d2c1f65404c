namespace OpenStackImage.LocalCloud;

/// <summary>A role of Keystone.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Name">admin, manager, member or reader.</param>
/// <param name="Implies">The name of the implied role; null if there is none.</param>
public sealed record RoleRecord(string Id, string Name, string? Implies);
