using System.Collections.Concurrent;

namespace OpenStackImage.Http;

/// <summary>
/// Values that are asked for once, also by many callers at once. A failure is not kept: the next caller asks again. What is old is asked
/// for anew, and
/// the number of values is bounded, so that a session may run for days.
/// </summary>
internal sealed class AsyncCache<T>
{
    private const int MaxValues = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Entry> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ask">Asks for it; runs under the token of the caller who was first.</param>
    /// <param name="cancellationToken">Gives up waiting, also for what somebody else asks.</param>
    public async Task<T> GetOrAddAsync(string key, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_values.Count >= MaxValues)
            {
                _values.Clear();
            }

            var mine = new Entry(new Lazy<Task<T>>(ask), DateTimeOffset.UtcNow + Lifetime);
            var entry = _values.GetOrAdd(key, mine);
            if (entry.Until < DateTimeOffset.UtcNow)
            {
                Remove(key, entry);
                continue;
            }

            try
            {
                return await WaitAsync(entry.Value.Value, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!ReferenceEquals(entry, mine) && !cancellationToken.IsCancellationRequested)
            {
                // Whoever asked was stopped; this caller was not, and asks itself.
                Remove(key, entry);
            }
            catch when (entry.Value.Value.IsCompleted)
            {
                Remove(key, entry);
                throw;
            }
        }
    }

    private void Remove(string key, Entry entry) => ((ICollection<KeyValuePair<string, Entry>>)_values).Remove(new KeyValuePair<string, Entry>(key, entry));

    private static async Task<T> WaitAsync(Task<T> asked, CancellationToken cancellationToken)
    {
        if (!asked.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
            if (await Task.WhenAny(asked, stopped.Task).ConfigureAwait(false) != asked)
            {
                // Its failure concerns the one who asked.
                _ = asked.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await asked.ConfigureAwait(false);
    }

    private sealed record Entry(Lazy<Task<T>> Value, DateTimeOffset Until);
}
