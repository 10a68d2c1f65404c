using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>A token with what Keystone said of it. The value is a secret and leaves this assembly only as a header.</summary>
internal sealed record Token
{
    public string Value { get; init; } = "";

    /// <summary>The header in which the services want it.</summary>
    public string Header { get; init; } = HeaderNames.AuthToken;

    /// <summary>When Keystone issued it, by Keystone's clock; null for a token that was issued to somebody else.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>When it expires, by Keystone's clock; null for a token that was issued to somebody else.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    /// <summary>The domain of the project, or the domain that the token is scoped to.</summary>
    public string? DomainName { get; init; }

    /// <summary>The ID of that domain.</summary>
    public string? DomainId { get; init; }

    /// <summary>True if it is good for the whole cloud.</summary>
    public bool IsSystem { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public ServiceCatalog Catalog { get; init; } = ServiceCatalog.Empty;

    /// <summary>Keeps the secret out of what the compiler would write for a record.</summary>
    public override string ToString() => $"token of {UserName} for {ProjectName}";
}
