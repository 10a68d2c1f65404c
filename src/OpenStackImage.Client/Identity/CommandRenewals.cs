namespace OpenStackImage.Identity;

/// <summary>
/// What one command may still do to obtain tokens: no fault may lead to many sign-ins, because they fill Keystone's log and lock accounts.
/// </summary>
internal sealed class CommandRenewals
{
    private const int MaxRejectedTokens = 2;
    private const int MaxFailures = 2;

    private readonly HashSet<IssuedToken> _rejected = [];
    private int _failures;

    /// <summary>The failure to report instead of another attempt; null while the command may attempt another sign-in.</summary>
    public OpenStackException? Final { get; private set; }

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

    /// <summary>
    /// Records a failed sign-in. A refusal is final at once; what may pass, such as a lost connection, at the second failure.
    /// </summary>
    public void Failed(OpenStackException failure)
    {
        if (failure is AuthenticationException or SignInOptionsException || Interlocked.Increment(ref _failures) >= MaxFailures)
        {
            Final = failure;
        }
    }
}
