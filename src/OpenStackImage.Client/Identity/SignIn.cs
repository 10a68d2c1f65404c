using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>How a session gets its tokens from Keystone.</summary>
internal abstract class SignIn
{
    /// <summary>Why it cannot be done again without the user, so that the session cannot renew its token; null where it can.</summary>
    public abstract string? NotRenewableReason { get; }

    /// <summary>Gets a token.</summary>
    /// <param name="identity">Keystone.</param>
    /// <param name="endpoint">Where its resources begin, with the version.</param>
    /// <exception cref="AuthenticationException">The sign-in is not accepted.</exception>
    public abstract Task<Token> IssueAsync(IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken);
}

/// <summary>The user proves to Keystone itself who he is, in one or more ways.</summary>
internal sealed class DirectSignIn(IReadOnlyList<AuthMethod> methods, AuthScope? scope) : SignIn
{
    public override string? NotRenewableReason => methods.Select(method => method.NotRenewableReason).FirstOrDefault(reason => reason is not null);

    public override Task<Token> IssueAsync(IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
        => identity.IssueAsync(endpoint, methods, scope, observer, cancellationToken);
}
