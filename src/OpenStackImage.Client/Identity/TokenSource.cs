using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// The token of a session. One that nears its end is renewed before use, one that a service refuses is renewed once; of many callers that
/// wait, one renews and all get the result.
/// </summary>
/// <param name="first">The token that the session begins with.</param>
/// <param name="renew">Signs in anew; null where the session has only a token and no credential.</param>
internal sealed class TokenSource(Token first, Func<IRequestObserver?, CancellationToken, Task<Token>>? renew) : IDisposable
{
    /// <summary>keystoneauth renews at the same distance from the end (identity/base.py).</summary>
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _renewing = new(1, 1);
    private Held _held = new(first, RenewalTime(first));

    public bool CanRenew => renew is not null;

    public Token Current => Volatile.Read(ref _held).Token;

    public async ValueTask<string> GetAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var held = Volatile.Read(ref _held);
        return CanRenew && DateTimeOffset.UtcNow >= held.RenewAt
            ? await RenewAsync(held.Token.Value, observer, cancellationToken).ConfigureAwait(false)
            : held.Token.Value;
    }

    /// <summary>A token that is not <paramref name="stale"/>.</summary>
    public async Task<string> RenewAsync(string stale, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current.Value == stale)
            {
                var renewed = await renew!(observer, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _held, new Held(renewed, RenewalTime(renewed)));
            }

            return Current.Value;
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    /// <summary>A token with a shorter life than the margin is used for half of it; else each call would renew.</summary>
    private static DateTimeOffset RenewalTime(Token token)
    {
        if (token.ExpiresAt is not { } end)
        {
            return DateTimeOffset.MaxValue;
        }

        var life = end - DateTimeOffset.UtcNow;
        return end - (life > LeastLife + LeastLife ? LeastLife : TimeSpan.FromTicks(life.Ticks / 2));
    }

    private sealed record Held(Token Token, DateTimeOffset RenewAt);
}
