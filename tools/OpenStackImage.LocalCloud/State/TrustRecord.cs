namespace OpenStackImage.LocalCloud.State;

/// <summary>What one user entrusts to another (OS-TRUST).</summary>
internal sealed record TrustRecord(
    string Id, string TrustorId, string TrusteeId, string ProjectId, bool Impersonation, IReadOnlyList<RoleRecord> Roles);
