namespace OpenStackImage.Configuration;

/// <summary>
/// A value in a configuration file or in a variable: a text, a list or a mapping, which knows where it stands so that an error can say so.
/// </summary>
internal sealed class ConfigurationNode
{
    private ConfigurationNode(string place, string? text, IReadOnlyList<ConfigurationNode>? items, IReadOnlyDictionary<string, ConfigurationNode>? entries)
    {
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

    public bool IsEmpty => Text is null && Items is null && Entries is null;

    private string Kind => Items is not null ? "a list" : Entries is not null ? "a mapping" : IsEmpty ? "empty" : "a single value";

    public static ConfigurationNode Single(string place, string? text) => new(place, text, null, null);

    public static ConfigurationNode List(string place, IReadOnlyList<ConfigurationNode> items) => new(place, null, items, null);

    public static ConfigurationNode Mapping(string place, IReadOnlyDictionary<string, ConfigurationNode> entries) => new(place, null, null, entries);

    /// <summary>The entries, none where nothing stands.</summary>
    /// <exception cref="ConfigurationFileException">Something else stands there.</exception>
    public IReadOnlyDictionary<string, ConfigurationNode> RequireEntries(string what)
        => Entries ?? (IsEmpty ? new Dictionary<string, ConfigurationNode>() : throw Unexpected(what, "a mapping (indented lines of the form 'key: value')"));

    /// <summary>The items of a list of texts; a single text is a list of what stands between its commas.</summary>
    /// <exception cref="ConfigurationFileException">Something else stands there.</exception>
    public IReadOnlyList<string> RequireTexts(string what)
        => Items?.Select(item => item.RequireText(what)).OfType<string>().ToArray()
            ?? RequireText(what)?.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).ToArray()
            ?? [];

    /// <summary>The text; null where nothing stands.</summary>
    /// <exception cref="ConfigurationFileException">A list or a mapping stands there.</exception>
    public string? RequireText(string what) => Text ?? (IsEmpty ? null : throw Unexpected(what, "a single value"));

    /// <summary>A YAML boolean of either version.</summary>
    /// <exception cref="ConfigurationFileException">It is none.</exception>
    public bool RequireBoolean(string what) => RequireText(what)?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        null or "false" or "no" or "off" or "0" => false,
        _ => throw Unexpected(what, "true or false"),
    };

    /// <summary>This mapping with the entries of another in front of its own, mappings inside mappings likewise.</summary>
    public ConfigurationNode MergedOver(ConfigurationNode other)
    {
        if (Entries is null || other.Entries is null)
        {
            return other;
        }

        var entries = Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        foreach (var entry in other.Entries)
        {
            entries[entry.Key] = entries.TryGetValue(entry.Key, out var mine) ? mine.MergedOver(entry.Value) : entry.Value;
        }

        return Mapping(other.Place, entries);
    }

    /// <summary>The same with underscores for the dashes in keys, which mean the same.</summary>
    public ConfigurationNode WithUnderscores()
        => Entries is null ? this : Mapping(Place, Entries.GroupBy(entry => entry.Key.Replace('-', '_')).ToDictionary(group => group.Key, group => group.Last().Value.WithUnderscores(), StringComparer.Ordinal));

    /// <summary>The error for a value that is not what it should be. The value is left out: it may be a secret.</summary>
    public ConfigurationFileException Unexpected(string what, string expected) => new($"{Place}: '{what}' should be {expected}, and is {Kind}.");
}
