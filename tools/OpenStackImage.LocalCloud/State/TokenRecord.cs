namespace OpenStackImage.LocalCloud.State;

/// <summary>A token that Keystone issued. Its text is only the key in the token store.</summary>
internal sealed class TokenRecord
{
    public required UserRecord User { get; init; }

    public required IReadOnlyList<string> Methods { get; init; }

    public required IReadOnlyList<string> AuditIds { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public ProjectRecord? Project { get; init; }

    public DomainRecord? Domain { get; init; }

    public bool System { get; init; }

    public TrustRecord? Trust { get; init; }

    public IReadOnlyList<RoleRecord> Roles { get; init; } = [];

    public ApplicationCredentialRecord? ApplicationCredential { get; init; }

    public bool IsAdmin => Has(RoleName.Admin);

    /// <summary>Whether look-ups find every image, even if the policies deny access: Glance's is_admin, which no scope changes.</summary>
    public bool SeesAll { get; private init; }

    public bool IsMember => Has(RoleName.Member);

    public bool IsReader => Has(RoleName.Reader);

    public bool IsService => Has(RoleName.Service);

    public string? ProjectId => Project?.Id;

    public bool IsScoped => Project is not null || Domain is not null || System;

    /// <summary>
    /// Returns this token, or a copy without roles if it is not scoped to a project: policies of that scope deny everything to it.
    /// </summary>
    public TokenRecord OnProjectOnly()
        => Project is not null
            ? this
            : new()
            {
                User = User,
                Methods = Methods,
                AuditIds = AuditIds,
                IssuedAt = IssuedAt,
                ExpiresAt = ExpiresAt,
                Domain = Domain,
                System = System,
                SeesAll = IsAdmin,
            };

    private bool Has(string role) => Roles.Any(held => held.Name == role);
}
