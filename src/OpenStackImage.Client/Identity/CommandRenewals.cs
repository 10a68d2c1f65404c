namespace OpenStackImage.Identity;

/// <summary>
/// The limits of one command for obtaining tokens. No fault may lead to many sign-ins, because they fill Keystone's log and lock accounts.
/// </summary>
internal sealed class CommandRenewals
{
    private const int MaxRejectedTokens = 2;

    private readonly HashSet<IssuedToken> _rejected = [];

    /// <summary>The failure of a sign-in, to report instead of another attempt; null while the command may attempt one.</summary>
    public OpenStackException? Failure { get; set; }

    /// <summary>
    /// Counts a valid token that a service rejected, once for all requests with the token. Returns false if the command has already
    /// replaced the maximum number of tokens.
    /// </summary>
    public bool TryReplace(IssuedToken token)
    {
        lock (_rejected)
        {
            return _rejected.Contains(token) || (_rejected.Count < MaxRejectedTokens && _rejected.Add(token));
        }
    }
}
