using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// A token with the facts that Keystone returned about it. The value is a secret and leaves this assembly only as a header.
/// </summary>
internal sealed record Token
{
    public string Value { get; init; } = "";

    /// <summary>The name of the header in which services expect the token.</summary>
    public string Header { get; init; } = HeaderNames.AuthToken;

    /// <summary>True for an access token of OAuth 2.0, which services may expect in another header, too.</summary>
    public bool IsOAuth2 { get; init; }

    /// <summary>True for a token that the user obtained elsewhere: the end of the session does not revoke it.</summary>
    public bool WasGiven { get; init; }

    /// <summary>The time when Keystone issued the token, by Keystone's clock; null if it is not known.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The time when the token expires, by Keystone's clock; null if it is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    /// <summary>The name of the project's domain, or of the domain that the token is scoped to.</summary>
    public string? DomainName { get; init; }

    /// <summary>The ID of that domain.</summary>
    public string? DomainId { get; init; }

    /// <summary>The name of the user's domain.</summary>
    public string? UserDomainName { get; init; }

    /// <summary>The ID of the user's domain.</summary>
    public string? UserDomainId { get; init; }

    /// <summary>True if it is scoped to the system.</summary>
    public bool IsSystem { get; init; }

    public IReadOnlyList<string> Roles { get; init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    public ServiceCatalog Catalog { get; init; } = ServiceCatalog.Empty;

    private bool IsUnscoped => ProjectId is null && DomainId is null && !IsSystem;

    /// <inheritdoc cref="ServiceCatalog.FindImage"/>
    public FoundEndpoint FindImage(string? serviceType, string? serviceName, string? region, IReadOnlyList<string> interfaces)
        => Catalog.IsEmpty
            ? throw new EndpointNotFoundException(IsUnscoped
                ? "Keystone issued a token that is not scoped to a project, and such a token has no catalog of services. "
                    + "Specify a project with -ProjectName, or use -Unscoped to sign in without one."
                : "Keystone issued a token without a catalog of services. Specify the image service's URL with -ImageEndpoint.")
            : Catalog.FindImage(serviceType, serviceName, region, interfaces);

    /// <summary>Omits the secret from the text that the compiler generates for a record.</summary>
    public override string ToString() => $"token of {UserName} for {ProjectName}";
}
