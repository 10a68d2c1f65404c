using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OpenStackImage.LocalCloud.State;

/// <summary>The valid tokens. Their texts are random and contain no data.</summary>
internal sealed class TokenStore(TimeProvider clock)
{
    private const int SweepAt = 10_000;
    private readonly ConcurrentDictionary<string, TokenRecord> _tokens = new(StringComparer.Ordinal);
    private int _sweepAt = SweepAt;

    public string Issue(TokenRecord token)
    {
        if (_tokens.Count >= _sweepAt)
        {
            Sweep();
        }

        var text = "gAAAAAB" + Random(96);
        _tokens[text] = token;
        return text;
    }

    public TokenRecord? Find(string? text)
        => text is not null && _tokens.TryGetValue(text, out var token) && token.ExpiresAt > clock.GetUtcNow() ? token : null;

    public void Revoke(string text) => _tokens.TryRemove(text, out _);

    public void RevokeWhere(Func<TokenRecord, bool> predicate)
    {
        foreach (var (text, token) in _tokens)
        {
            if (predicate(token))
            {
                _tokens.TryRemove(text, out _);
            }
        }
    }

    public void Clear() => _tokens.Clear();

    public static string AuditId() => Random(16);

    public static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        RevokeWhere(token => token.ExpiresAt <= now);
        _sweepAt = Math.Max(SweepAt, _tokens.Count * 2);
    }
}
