namespace OpenStackImage.Http;

/// <summary>The header that authenticates a request to a service.</summary>
/// <param name="Name">For example <c>X-Auth-Token</c>.</param>
/// <param name="Value">The secret.</param>
/// <param name="AlsoAsBearer">True to send the value as an OAuth 2.0 access token, too (keystonemiddleware/oauth2_token.py).</param>
internal sealed record AuthHeader(string Name, string Value, bool AlsoAsBearer = false)
{
    /// <summary>The name only: the value is a secret.</summary>
    public override string ToString() => Name;
}

/// <summary>Provides the authentication header of a session's requests, and replaces one that a service rejects.</summary>
internal interface IAuthHeaderSource
{
    /// <summary>False if the session cannot obtain another token without the user.</summary>
    bool CanRenew { get; }

    /// <summary>Returns the header to send; null for none.</summary>
    ValueTask<AuthHeader?> GetAsync(IRequestObserver? observer, CancellationToken cancellationToken);

    /// <summary>Returns another header in place of one that a service rejected with 401.</summary>
    /// <exception cref="OpenStackException">There is no other header. The exception contains the reason.</exception>
    Task<AuthHeader?> ReplaceAsync(
        AuthHeader? rejected, string service, AuthenticationException rejection, IRequestObserver? observer,
        CancellationToken cancellationToken);
}
