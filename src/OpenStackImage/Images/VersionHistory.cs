namespace OpenStackImage.Images;

/// <summary>
/// The versions that precede an image, in the order in which they were in use, the last one first. An image that New-OSImage -Replaces or
/// Restore-OSImage hides has a property with the ID of the image that replaced it, because it may be renamed. A version that was rolled
/// back precedes the version that replaced it, although it is newer.
/// </summary>
/// <remarks>
/// Glance's creation times have no fractions of a second. Versions of one second are ordered by these properties, and then by the IDs that
/// begin with the time. If there are others, their order is unknown.
/// </remarks>
internal sealed class VersionHistory
{
    /// <summary>The depth of an image that has the name, but that is not known to be replaced by another version.</summary>
    private const int NotReplaced = int.MaxValue;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Image? _current;

    private VersionHistory(string? name, Image? current, IReadOnlyList<Image> replaced, IReadOnlyList<Image> hidden)
    {
        _current = current;
        var roots = current is null ? replaced : [current];
        foreach (var root in roots)
        {
            _places[root.Id] = new Place(root.CreatedAt, current is null ? 1 : 0);
        }

        Follow(roots, hidden.ToLookup(image => image.Properties.TryGetValue(PropertyScope.ReplacedBy, out var id) ? id : ""));

        // A hidden image with the name that is newer than the replaced versions was never in use. A concurrent command may still upload its
        // data.
        var newest = replaced.Concat(hidden).Where(image => _places.ContainsKey(image.Id)).Max(image => image.CreatedAt);
        Versions =
        [
            .. replaced.Concat(hidden.Where(image => replaced.All(old => old.Id != image.Id)))
                .Where(image => _places.ContainsKey(image.Id)
                    || (name is not null && image.Name == name && (newest is null || image.CreatedAt < newest)))
                .OrderByDescending(image => PlaceOf(image).Until)
                .ThenBy(image => PlaceOf(image).Depth)
                .ThenByDescending(image => image.CreatedAt)
                .ThenByDescending(image => image.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The versions, the one that was in use last first.</summary>
    public IReadOnlyList<Image> Versions { get; }

    /// <summary>Returns the versions that precede an image.</summary>
    /// <param name="current">The image.</param>
    /// <param name="hidden">The hidden images of its project.</param>
    public static VersionHistory Of(Image current, IEnumerable<Image> hidden)
        => new(current.Name, current, [], [.. hidden.Where(image => image.Id != current.Id && !IsNewer(image, current))]);

    /// <summary>Returns the versions that will precede a new image.</summary>
    /// <param name="name">The name of the new image.</param>
    /// <param name="replaced">The images that it will replace.</param>
    /// <param name="hidden">The hidden images of the project.</param>
    public static VersionHistory BeforeNew(string? name, IReadOnlyList<Image> replaced, IReadOnlyList<Image> hidden)
        => new(name, null, replaced, hidden);

    /// <summary>
    /// Returns the other images of which each may have been in use before or after a version: those of the same second whose order nothing
    /// shows.
    /// </summary>
    public IReadOnlyList<Image> TiedWith(Image version)
    {
        var place = PlaceOf(version);
        var others = Versions.Where(image => image.Id != version.Id && image.CreatedAt == version.CreatedAt && PlaceOf(image) == place);
        Image[] tied =
        [
            .. _current is not null && place == new Place(_current.CreatedAt, NotReplaced) ? new[] { _current } : [],
            .. others,
        ];
        return tied.Append(version).All(image => OpenStackId.BeginsWithTime(image.Id)) ? [] : tied;
    }

    /// <summary>True if an image was created after another one. The order of images of one second may be unknown.</summary>
    private static bool IsNewer(Image image, Image other) => image.CreatedAt == other.CreatedAt
        ? OpenStackId.BeginsWithTime(image.Id)
            && OpenStackId.BeginsWithTime(other.Id)
            && string.CompareOrdinal(image.Id, other.Id) > 0
        : !(image.CreatedAt < other.CreatedAt);

    private Place PlaceOf(Image image)
        => _places.TryGetValue(image.Id, out var place) ? place : new Place(image.CreatedAt, NotReplaced);

    /// <summary>Finds the images that were replaced by the current one, directly or through other versions.</summary>
    private void Follow(IEnumerable<Image> roots, ILookup<string, Image> replacedBy)
    {
        var successors = new Queue<string>(roots.Select(root => root.Id));
        while (successors.Count > 0)
        {
            var successor = successors.Dequeue();
            foreach (var image in replacedBy[successor].Where(image => !_places.ContainsKey(image.Id)))
            {
                var (until, depth) = (_places[successor].Until, _places[successor].Depth);
                _places[image.Id] = new Place(image.CreatedAt < until ? image.CreatedAt : until, depth + 1);
                successors.Enqueue(image.Id);
            }
        }
    }

    /// <summary>The place of a version.</summary>
    /// <param name="Until">The latest creation time that its order permits: a version precedes the one that replaced it.</param>
    /// <param name="Depth">The number of replacements between the version and the image.</param>
    private readonly record struct Place(DateTime? Until, int Depth);
}
