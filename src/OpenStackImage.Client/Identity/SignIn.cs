using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>A method to obtain the tokens of a session from Keystone.</summary>
internal abstract class SignIn
{
    /// <summary>
    /// The reason why the sign-in cannot be repeated without the user, so that the session cannot renew its token; null if it can.
    /// </summary>
    public abstract string? NotRenewableReason { get; }

    /// <summary>Obtains a token.</summary>
    /// <param name="identity">Keystone.</param>
    /// <param name="endpoint">The base URL of the Identity API, with the version.</param>
    /// <param name="observer">Is notified of each request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AuthenticationException">The sign-in is refused.</exception>
    public abstract Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken);
}

/// <summary>A sign-in to Keystone itself, by one or more methods.</summary>
internal sealed class DirectSignIn(IReadOnlyList<AuthMethod> methods, AuthScope? scope) : SignIn
{
    public override string? NotRenewableReason
        => methods.Select(method => method.NotRenewableReason).FirstOrDefault(reason => reason is not null);

    public override Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
        => identity.IssueAsync(endpoint, methods, scope, observer, cancellationToken);
}

/// <summary>
/// A token that is used unchanged, with its existing scope. For such a token, Keystone issues another one only for a specified scope.
/// Without a scope, it uses the user's default project.
/// </summary>
internal sealed class GivenTokenSignIn(TokenMethod token) : SignIn
{
    public override string? NotRenewableReason => token.NotRenewableReason;

    public override Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
        => identity.ValidateAsync(endpoint, token, observer, cancellationToken);
}
