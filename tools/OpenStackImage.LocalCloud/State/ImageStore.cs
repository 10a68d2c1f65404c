namespace OpenStackImage.LocalCloud.State;

/// <summary>
/// The images of Glance. They are replaced, never changed in place, so that an image stays consistent outside the lock;
/// they are kept in the order of the default sort, so that a page costs a binary search and its own length.
/// </summary>
internal sealed class ImageStore
{
    private readonly Dictionary<string, ImageRecord> _byId = new(StringComparer.Ordinal);
    private readonly List<ImageRecord> _byAge = [];
    private readonly Dictionary<string, List<ImageRecord>> _byName = new(StringComparer.Ordinal);

    /// <summary>The lock for a check and the change that depends on it.</summary>
    public Lock Gate { get; } = new();

    public int Count
    {
        get
        {
            lock (Gate)
            {
                return _byId.Count;
            }
        }
    }

    public IReadOnlyList<ImageRecord> Newest
    {
        get
        {
            lock (Gate)
            {
                return [.. Enumerable.Reverse(_byAge)];
            }
        }
    }

    public ImageRecord? Find(string id)
    {
        lock (Gate)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>All images, the oldest first. The gate must be held.</summary>
    public IReadOnlyList<ImageRecord> All => _byAge;

    /// <summary>The images of one name, for look-ups that do not read all images. The gate must be held.</summary>
    public IReadOnlyList<ImageRecord> Named(string name) => _byName.GetValueOrDefault(name) ?? [];

    public bool Add(ImageRecord image)
    {
        lock (Gate)
        {
            if (!_byId.TryAdd(image.Id, image))
            {
                return false;
            }

            _byAge.Insert(~_byAge.BinarySearch(image, Age.Order), image);
            AddName(image);
            return true;
        }
    }

    /// <summary>Replaces an image by a changed copy. Returns null if the image does not exist.</summary>
    public ImageRecord? Change(string id, Action<ImageRecord> change)
    {
        lock (Gate)
        {
            if (!_byId.TryGetValue(id, out var old))
            {
                return null;
            }

            var draft = old.Draft();
            change(draft);
            Replace(old, draft);
            return draft;
        }
    }

    public void Replace(ImageRecord old, ImageRecord image)
    {
        lock (Gate)
        {
            _byAge.RemoveAt(_byAge.BinarySearch(old, Age.Order));
            _byAge.Insert(~_byAge.BinarySearch(image, Age.Order), image);
            _byId[image.Id] = image;
            RemoveName(old);
            AddName(image);
        }
    }

    public ImageRecord? Remove(string id)
    {
        lock (Gate)
        {
            if (!_byId.Remove(id, out var image))
            {
                return null;
            }

            _byAge.RemoveAt(_byAge.BinarySearch(image, Age.Order));
            RemoveName(image);
            return image;
        }
    }

    /// <summary>
    /// Visits the images from the newest (or oldest), or from the one after the marker, until <paramref name="visit"/> returns false.
    /// </summary>
    public void Walk(bool newestFirst, ImageRecord? marker, Func<ImageRecord, bool> visit)
    {
        lock (Gate)
        {
            var step = newestFirst ? -1 : 1;
            var start = newestFirst ? _byAge.Count - 1 : 0;
            if (marker is not null)
            {
                var found = _byAge.BinarySearch(marker, Age.Order);
                start = found >= 0 ? found + step : newestFirst ? ~found - 1 : ~found;
            }

            for (var i = start; i >= 0 && i < _byAge.Count; i += step)
            {
                if (!visit(_byAge[i]))
                {
                    return;
                }
            }
        }
    }

    private void AddName(ImageRecord image)
    {
        if (image.Name is null)
        {
            return;
        }

        if (!_byName.TryGetValue(image.Name, out var namesakes))
        {
            _byName[image.Name] = namesakes = [];
        }

        namesakes.Add(image);
    }

    private void RemoveName(ImageRecord image)
    {
        if (image.Name is null)
        {
            return;
        }

        _byName[image.Name].Remove(image);
        if (_byName[image.Name].Count == 0)
        {
            _byName.Remove(image.Name);
        }
    }

    private sealed class Age : IComparer<ImageRecord>
    {
        public static readonly Age Order = new();

        public int Compare(ImageRecord? x, ImageRecord? y)
        {
            var byTime = x!.CreatedAt.CompareTo(y!.CreatedAt);
            return byTime != 0 ? byTime : string.CompareOrdinal(x.Id, y.Id);
        }
    }
}
