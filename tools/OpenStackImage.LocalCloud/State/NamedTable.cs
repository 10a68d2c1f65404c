namespace OpenStackImage.LocalCloud.State;

/// <summary>Records by ID, and by domain and name, in the order in which they were added.</summary>
internal sealed class NamedTable<T>(Func<T, string> id, Func<T, (string Domain, string Name)> name)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, T> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Name), T> _byName = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _byId.Values];
            }
        }
    }

    public T? Find(string? key)
    {
        if (key is null)
        {
            return null;
        }

        lock (_gate)
        {
            return _byId.GetValueOrDefault(key);
        }
    }

    public T? Named(string domain, string text)
    {
        lock (_gate)
        {
            return _byName.GetValueOrDefault((domain, text));
        }
    }

    /// <summary>Returns false if the domain has a record of that name.</summary>
    public bool Add(T record)
    {
        lock (_gate)
        {
            return _byName.TryAdd(name(record), record) && _byId.TryAdd(id(record), record);
        }
    }

    /// <summary>Returns false if the record does not exist or its new name is in use.</summary>
    public bool Replace(T record)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(id(record), out var old))
            {
                return false;
            }

            if (name(old) != name(record) && _byName.ContainsKey(name(record)))
            {
                return false;
            }

            _byName.Remove(name(old));
            _byName[name(record)] = record;
            _byId[id(record)] = record;
            return true;
        }
    }

    public T? Remove(string key)
    {
        lock (_gate)
        {
            if (!_byId.Remove(key, out var record))
            {
                return null;
            }

            _byName.Remove(name(record));
            return record;
        }
    }
}
