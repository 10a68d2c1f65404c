using System.Security;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>The user and the user's secrets. Which of them are used depends on the kind of sign-in.</summary>
internal sealed record UserOptions
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public DomainReference? Domain { get; init; }

    public SecureString? Password { get; init; }

    /// <summary>A one-time passcode.</summary>
    public SecureString? Passcode { get; init; }

    /// <summary>A token that was obtained elsewhere; it replaces user and password.</summary>
    public SecureString? Token { get; init; }

    /// <summary>A token of an identity provider.</summary>
    public SecureString? AccessToken { get; init; }

    public string? ApplicationCredentialId { get; init; }

    public string? ApplicationCredentialName { get; init; }

    public SecureString? ApplicationCredentialSecret { get; init; }

    public bool IsNamed => Name is not null || Id is not null;

    public bool HasApplicationCredential => ApplicationCredentialId is not null || ApplicationCredentialName is not null;

    /// <summary>The kind of sign-in that the secrets imply; null if there are none.</summary>
    public AuthType? Implied
        => Token is not null ? AuthType.Token
            : HasApplicationCredential ? AuthType.ApplicationCredential
            : AccessToken is not null ? AuthType.OidcAccessToken
            : Passcode is not null && Password is null ? AuthType.Totp
            : Passcode is not null ? AuthType.MultiFactor
            : IsNamed ? AuthType.Password
            : null;

    /// <summary>A user from one source does not get the secrets of a user from another source.</summary>
    public UserOptions WithFallback(UserOptions other)
    {
        var isSame = (Id is null || Id == other.Id) && (Name is null || Name == other.Name);
        var isAnother = Token is not null || AccessToken is not null || HasApplicationCredential || !isSame;
        return isAnother ? this with { Domain = Domain ?? other.Domain } : other with
        {
            Domain = Domain ?? other.Domain,
            Password = Password ?? other.Password,
            Passcode = Passcode ?? other.Passcode,
            ApplicationCredentialSecret = ApplicationCredentialSecret ?? other.ApplicationCredentialSecret,
        };
    }
}
