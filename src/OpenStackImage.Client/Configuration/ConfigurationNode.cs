namespace OpenStackImage.Configuration;

/// <summary>
/// A value in a configuration file or in a variable: a text, a list or a mapping. It contains its position, for error messages.
/// </summary>
internal sealed class ConfigurationNode
{
    private static readonly IReadOnlyDictionary<string, ConfigurationNode> NoEntries = new Dictionary<string, ConfigurationNode>();

    private ConfigurationNode(
        string place,
        string? text,
        IReadOnlyList<ConfigurationNode>? items,
        IReadOnlyDictionary<string, ConfigurationNode>? entries,
        ConfigurationFileException? failure = null)
    {
        Failure = failure;
        Place = place;
        Text = text;
        Items = items;
        Entries = entries;
    }

    /// <summary>"file, line 3", or the name of a variable.</summary>
    public string Place { get; }

    /// <summary>A single value; null for an empty one, for a list and for a mapping.</summary>
    public string? Text { get; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<ConfigurationNode>? Items { get; }

    /// <summary>The entries of a mapping.</summary>
    public IReadOnlyDictionary<string, ConfigurationNode>? Entries { get; }

    public bool IsEmpty => Text is null && Items is null && Entries is null && Failure is null;

    /// <summary>
    /// The reason why the value cannot be used; null if it can. It is reported only when the value is used, so that other values can be
    /// used.
    /// </summary>
    private ConfigurationFileException? Failure { get; }

    private string Kind => Items is not null ? "a list" : Entries is not null ? "a mapping" : IsEmpty ? "empty" : "a single value";

    public static ConfigurationNode Single(string place, string? text) => new(place, text, null, null);

    public static ConfigurationNode List(string place, IReadOnlyList<ConfigurationNode> items) => new(place, null, items, null);

    public static ConfigurationNode Mapping(string place, IReadOnlyDictionary<string, ConfigurationNode> entries)
        => new(place, null, null, entries);

    /// <summary>Returns a value that cannot be used.</summary>
    public static ConfigurationNode Unusable(string place, ConfigurationFileException failure) => new(place, null, null, null, failure);

    /// <summary>Returns the entries; none if the value is empty.</summary>
    /// <exception cref="ConfigurationFileException">The value is not a mapping.</exception>
    public IReadOnlyDictionary<string, ConfigurationNode> RequireEntries(string what)
        => Entries ?? (IsEmpty ? NoEntries : throw Unexpected(what, "a mapping (indented lines of the form 'key: value')"));

    /// <summary>Returns the items of a list of texts. A single text is a list of the parts between its commas.</summary>
    /// <exception cref="ConfigurationFileException">The value is something else.</exception>
    public IReadOnlyList<string> RequireTexts(string what)
        => Items?.Select(item => item.RequireText(what)).OfType<string>().ToArray()
            ?? RequireText(what)?.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).ToArray()
            ?? [];

    /// <summary>Returns the text; null if the value is empty.</summary>
    /// <exception cref="ConfigurationFileException">The value is a list or a mapping.</exception>
    public string? RequireText(string what) => Text ?? (IsEmpty ? null : throw Unexpected(what, "a single value"));

    /// <summary>Returns a boolean of YAML 1.1 or 1.2; false if the value is empty.</summary>
    /// <exception cref="ConfigurationFileException">The value is not a boolean.</exception>
    public bool RequireBoolean(string what) => RequireText(what)?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        null or "false" or "no" or "off" or "0" => false,
        _ => throw Unexpected(what, "true or false"),
    };

    /// <summary>
    /// Returns this mapping in which the entries of another mapping replace the entries; nested mappings are merged in the same way.
    /// </summary>
    public ConfigurationNode MergedOver(ConfigurationNode other)
    {
        if (Entries is null || other.Entries is null)
        {
            return Entries is not null && other.IsEmpty ? this : other;
        }

        var entries = Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        foreach (var entry in other.Entries)
        {
            entries[entry.Key] = entries.TryGetValue(entry.Key, out var mine) ? mine.MergedOver(entry.Value) : entry.Value;
        }

        return Mapping(other.Place, entries);
    }

    /// <summary>Returns the same node with underscores instead of dashes in keys, which are equivalent.</summary>
    public ConfigurationNode WithUnderscores()
    {
        if (Entries is null)
        {
            return this;
        }

        var entries = new Dictionary<string, ConfigurationNode>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            entries[entry.Key.Replace('-', '_')] = entry.Value.WithUnderscores();
        }

        return Mapping(Place, entries);
    }

    /// <summary>Returns the error for an invalid value. It does not contain the value, which may be a secret.</summary>
    public ConfigurationFileException Unexpected(string what, string expected)
        => Failure ?? new($"{Place}: '{what}' should be {expected}, but is {Kind}.");
}
