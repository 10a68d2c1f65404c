using System.Collections.Concurrent;

namespace OpenStackImage.Http;

/// <summary>Values that are asked for once, also by many callers at once. A failure is not kept: the next caller asks again.</summary>
internal sealed class OnceCache<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _values = new(StringComparer.Ordinal);

    public async Task<T> GetOrAddAsync(string key, Func<Task<T>> ask)
    {
        var entry = _values.GetOrAdd(key, _ => new Lazy<Task<T>>(ask));
        try
        {
            return await entry.Value.ConfigureAwait(false);
        }
        catch
        {
            ((ICollection<KeyValuePair<string, Lazy<Task<T>>>>)_values).Remove(new KeyValuePair<string, Lazy<Task<T>>>(key, entry));
            throw;
        }
    }
}
