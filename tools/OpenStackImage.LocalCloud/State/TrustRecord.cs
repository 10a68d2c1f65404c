namespace OpenStackImage.LocalCloud.State;

/// <summary>A trust of one user for another (OS-TRUST).</summary>
internal sealed record TrustRecord(
    string Id, string TrustorId, string TrusteeId, string ProjectId, bool Impersonation, IReadOnlyList<RoleRecord> Roles);
