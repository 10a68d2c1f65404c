namespace OpenStackImage.Http;

/// <summary>The markers of the items of a list. Most are UUIDs, which take a quarter of the memory of their text.</summary>
internal sealed class MarkerSet
{
    private readonly HashSet<Guid> _ids = [];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>The number of markers.</summary>
    public int Count => _ids.Count + _others.Count;

    /// <summary>Adds a marker.</summary>
    /// <returns>True if it was not in the set.</returns>
    public bool Add(string marker) => Guid.TryParseExact(marker, "D", out var id) ? _ids.Add(id) : _others.Add(marker);
}
