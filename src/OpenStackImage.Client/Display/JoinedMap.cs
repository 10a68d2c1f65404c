using System.Collections.ObjectModel;

namespace OpenStackImage;

/// <summary>A read-only dictionary whose text is its entries, separated by semicolons: Export-Csv writes the text of a value.</summary>
public sealed class JoinedMap<T> : ReadOnlyDictionary<string, T>
{
    private JoinedMap(IDictionary<string, T> entries) : base(entries)
    {
    }

    internal static JoinedMap<T> None { get; } = new(new Dictionary<string, T>());

    /// <summary>
    /// Returns the entries, separated by semicolons: <c>os_distro=ubuntu; os_version=24.04</c>. If this would be ambiguous, the text is
    /// JSON.
    /// </summary>
    public override string ToString() => CellText.OfMap(
        [.. this.Select(entry => new KeyValuePair<string, string>(entry.Key, entry.Value?.ToString() ?? ""))]);

    internal static JoinedMap<T> Of(IReadOnlyDictionary<string, T> entries)
        => entries as JoinedMap<T>
            ?? new JoinedMap<T>(entries as IDictionary<string, T> ?? entries.ToDictionary(entry => entry.Key, entry => entry.Value));
}
