using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// A token with the moment at which it was received. Its lifetime is the one of Keystone (expires_at - issued_at), measured from that
/// moment with a monotonic clock, so that a wrong system time on either computer does not matter.
/// </summary>
internal sealed class IssuedToken(Token token, TimeProvider clock)
{
    /// <summary>keystoneauth renews a token at the same distance from its expiry (identity/base.py).</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromSeconds(120);

    /// <summary>Keystone cuts fractions of a second off both times (keystone/token/token_formatters.py).</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(1);

    private readonly long _received = clock.GetTimestamp();
    private readonly TimeSpan? _life = LifeOf(token, clock);

    public Token Token { get; } = token;

    /// <summary>Null for an empty token, which is not sent.</summary>
    public AuthHeader? Header { get; } = token.Value.Length > 0 ? new AuthHeader(token.Header, token.Value, token.IsOAuth2) : null;

    /// <summary>True once the token should be renewed before it is used again.</summary>
    public bool IsNearExpiry => _life is { } life && Age >= life - MarginOf(life);

    public bool HasExpired => _life is { } life && Age >= life;

    /// <summary>
    /// True if the lifetime of the token is so short that a command might renew it repeatedly. Only a faulty or hostile Keystone issues
    /// such tokens.
    /// </summary>
    public bool IsShortLived => _life < ShortLife;

    private TimeSpan Age => clock.GetElapsedTime(_received);

    /// <summary>
    /// A token with a lifetime of less than two margins is used for nine tenths of its lifetime. Otherwise, each call would renew it.
    /// </summary>
    private static TimeSpan MarginOf(TimeSpan life)
        => life > RenewalMargin + RenewalMargin ? RenewalMargin : TimeSpan.FromTicks(life.Ticks / 10);

    /// <summary>Null if it is not known: the token was not issued to this session, or the times contradict each other.</summary>
    private static TimeSpan? LifeOf(Token token, TimeProvider clock)
        => token.ExpiresAt - (token.IssuedAt ?? clock.GetUtcNow()) is not { } life || life <= TimeSpan.Zero ? null
            : life > Precision + Precision ? life - Precision
            : life;
}
