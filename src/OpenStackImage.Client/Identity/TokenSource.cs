using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// The token of a session. One that nears its end is renewed before use, one that a service refuses is renewed once; of many callers that
/// wait, one renews and all get the result.
/// </summary>
/// <param name="first">The token that the session begins with.</param>
/// <param name="renew">Signs in anew; null where the session cannot do that without the user.</param>
/// <param name="whyNot">Why it cannot; null where it can.</param>
/// <param name="clock">Tells when a token nears its end; null takes the system's.</param>
internal sealed class TokenSource(
    Token first, Func<IRequestObserver?, CancellationToken, Task<Token>>? renew, string? whyNot = null, Func<DateTimeOffset>? clock = null) : IDisposable
{
    /// <summary>keystoneauth renews at the same distance from the end (identity/base.py).</summary>
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _renewing = new(1, 1);
    private readonly Func<DateTimeOffset> _now = clock ?? (() => DateTimeOffset.UtcNow);
    private Held _held = new(first, RenewalTime(first, (clock ?? (() => DateTimeOffset.UtcNow))()));

    public bool CanRenew => renew is not null;

    /// <summary>Why the session cannot get another token.</summary>
    public string WhyNot => whyNot ?? "it began with a token and no credential";

    public Token Current => Volatile.Read(ref _held).Token;

    public async ValueTask<Token> GetAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var held = Volatile.Read(ref _held);
        return CanRenew && _now() >= held.RenewAt
            ? await RenewAsync(held.Token, observer, cancellationToken).ConfigureAwait(false)
            : held.Token;
    }

    /// <summary>True if the end of this token has come.</summary>
    public bool HasEnded(Token token) => token.ExpiresAt is { } end && _now() >= end;

    /// <summary>A token that is not <paramref name="stale"/>.</summary>
    public async Task<Token> RenewAsync(Token stale, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current.Value == stale.Value)
            {
                var renewed = await renew!(observer, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _held, new Held(renewed, RenewalTime(renewed, _now())));
            }

            return Current;
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    /// <summary>Of a token with a shorter life than the margins allow, a tenth is left; else each call would renew.</summary>
    private static DateTimeOffset RenewalTime(Token token, DateTimeOffset now)
    {
        if (token.ExpiresAt is not { } end)
        {
            return DateTimeOffset.MaxValue;
        }

        var life = end - now;
        return end - (life > LeastLife + LeastLife ? LeastLife : TimeSpan.FromTicks(life.Ticks / 10));
    }

    private sealed record Held(Token Token, DateTimeOffset RenewAt);
}
