namespace OpenStackImage.Identity;

/// <summary>
/// What one command may still do to obtain tokens: no fault may lead to many sign-ins, because they fill Keystone's log and lock accounts.
/// </summary>
internal sealed class CommandRenewals
{
    private const int MaxRejectedTokens = 2;

    private readonly HashSet<IssuedToken> _rejected = [];

    /// <summary>The failure of a sign-in, to report instead of another attempt; null while the command may attempt one.</summary>
    public OpenStackException? Failure { get; set; }

    /// <summary>
    /// Counts a valid token that a service rejected, once for all requests that it was rejected for. False once the command has replaced as
    /// many as it may.
    /// </summary>
    public bool TryReplace(IssuedToken token)
    {
        lock (_rejected)
        {
            return _rejected.Contains(token) || (_rejected.Count < MaxRejectedTokens && _rejected.Add(token));
        }
    }
}
