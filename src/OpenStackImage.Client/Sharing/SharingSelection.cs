namespace OpenStackImage.Sharing;

/// <summary>
/// Finds the entries that select an image. Entries with an ID or a name are found with a lookup, so that thousands of them take no more
/// time than one.
/// </summary>
internal sealed class SharingSelection
{
    private readonly Dictionary<string, List<Candidate>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Candidate>> _byName = new(StringComparer.Ordinal);
    private readonly List<Candidate> _others = [];
    private readonly List<Candidate> _all = [];

    /// <summary>The entries that have selected no image so far.</summary>
    public IEnumerable<SharingEntry> Unmatched => _all.Where(candidate => !candidate.IsMatched).Select(candidate => candidate.Entry);

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="ownerId">The ID of the project that must own the images; null if the entry names none.</param>
    public void Add(SharingEntry entry, string? ownerId)
    {
        var images = entry.Images;
        var candidate = new Candidate(entry, ownerId, images.Pattern is null ? null : new NameGlob(images.Pattern));
        _all.Add(candidate);
        if (images.Id is not null)
        {
            AddTo(_byId, images.Id, candidate);
        }
        else if (images.Name is not null)
        {
            AddTo(_byName, images.Name, candidate);
        }
        else
        {
            _others.Add(candidate);
        }
    }

    /// <summary>Returns the entries that select an image, in the order of the file.</summary>
    public IReadOnlyList<SharingEntry> Match(Image image)
    {
        var matched = Of(_byId, image.Id)
            .Concat(image.Name is null ? [] : Of(_byName, image.Name))
            .Concat(_others)
            .Where(candidate => candidate.Selects(image))
            .ToList();
        matched.ForEach(candidate => candidate.IsMatched = true);
        return matched.Count == 0 ? [] : [.. matched.Select(candidate => candidate.Entry).OrderBy(entry => entry.Line)];
    }

    private static void AddTo(Dictionary<string, List<Candidate>> index, string key, Candidate candidate)
    {
        if (!index.TryGetValue(key, out var candidates))
        {
            index[key] = candidates = new(1);
        }

        candidates.Add(candidate);
    }

    private static IEnumerable<Candidate> Of(Dictionary<string, List<Candidate>> index, string key)
        => index.TryGetValue(key, out var candidates) ? candidates : [];

    private sealed class Candidate(SharingEntry entry, string? ownerId, NameGlob? pattern)
    {
        public SharingEntry Entry => entry;

        public bool IsMatched { get; set; }

        /// <summary>An entry with an ID selects that image, even if it has another name, which is an error.</summary>
        public bool Selects(Image image)
            => entry.Images.Id is not null || (
                (pattern is null || pattern.IsMatch(image.Name))
                && (ownerId is null
                    || (image.OwnerId is { } owner && OpenStackId.CanonicalProjectId(owner) == OpenStackId.CanonicalProjectId(ownerId)))
                && entry.Images.Tags.All(tag => image.Tags.Contains(tag, StringComparer.Ordinal))
                && entry.Images.Properties.All(property
                    => image.Properties.TryGetValue(property.Key, out var value) && value == property.Value));
    }
}
