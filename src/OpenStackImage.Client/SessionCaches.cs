using System.Collections.Concurrent;
using OpenStackImage.Http;

namespace OpenStackImage;

/// <summary>The data of the cloud that a session caches. Each cache is declared by the resource client that fills it.</summary>
internal sealed class SessionCaches
{
    private readonly ConcurrentDictionary<(Type Value, string Key), object> _caches = new();

    /// <summary>Returns the cache of values of a type by a kind of key; makes it first if there is none.</summary>
    /// <param name="key">What the values are looked up by.</param>
    public AsyncCache<T> Of<T>(string key) => (AsyncCache<T>)_caches.GetOrAdd((typeof(T), key), _ => new AsyncCache<T>());
}
