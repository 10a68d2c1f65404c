using System.Collections.Concurrent;

namespace OpenStackImage.Http;

/// <summary>
/// A cache of values that are requested only once, even if many callers need a value at the same time. Failures are not cached: the next
/// caller requests the value again. Values expire, and their number is limited, so that a session can run for days.
/// </summary>
internal sealed class AsyncCache<T>
{
    private const int MaxValues = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Entry> _values = new(StringComparer.Ordinal);

    /// <summary>Returns the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="request">Requests the value; uses the cancellation token of the first caller.</param>
    /// <param name="cancellationToken">Cancels the wait, also for a value that another caller requested.</param>
    public async Task<T> GetOrAddAsync(string key, Func<Task<T>> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_values.Count >= MaxValues)
            {
                _values.Clear();
            }

            var mine = new Entry(new Lazy<Task<T>>(request), DateTimeOffset.UtcNow + Lifetime);
            var entry = _values.GetOrAdd(key, mine);
            if (entry.Until < DateTimeOffset.UtcNow)
            {
                Remove(key, entry);
                continue;
            }

            try
            {
                return await entry.Value.Value.OrCanceledAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!ReferenceEquals(entry, mine) && !cancellationToken.IsCancellationRequested)
            {
                // The request was canceled by its caller; this caller was not canceled, and requests the value again.
                Remove(key, entry);
            }
            catch when (entry.Value.Value.IsCompleted)
            {
                Remove(key, entry);
                throw;
            }
        }
    }

    private void Remove(string key, Entry entry)
        => ((ICollection<KeyValuePair<string, Entry>>)_values).Remove(new KeyValuePair<string, Entry>(key, entry));

    private sealed record Entry(Lazy<Task<T>> Value, DateTimeOffset Until);
}
