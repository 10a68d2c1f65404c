using OpenStackImage.Images;

namespace OpenStackImage.Sharing;

/// <summary>Reads an entry of a sharing file. Every key and every value is checked; nothing is ignored.</summary>
/// <param name="path">The file; for messages.</param>
internal sealed class SharingEntryReader(string path)
{
    /// <summary>The longest of OpenStack's names and IDs.</summary>
    private const int MaxText = 255;

    private const int UuidLength = 36;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>Reads an entry.</summary>
    /// <exception cref="SharingFileException">It is invalid.</exception>
    public SharingEntry Read(SharingNode node)
    {
        var entries = Mapping(node, "an entry", SharingKeys.OfEntry);
        if (!entries.TryGetValue(SharingKeys.Images, out var images))
        {
            throw Malformed(node.Line, $"the entry has no '{SharingKeys.Images}', which selects the images.");
        }

        if (!entries.TryGetValue(SharingKeys.Projects, out var projects))
        {
            throw Malformed(
                node.Line,
                $"the entry has no '{SharingKeys.Projects}'. '{SharingKeys.Projects}: []' means that the images have no members.");
        }

        var selector = ReadSelector(images);
        var items = projects.Items ?? throw Unexpected(projects, SharingKeys.Projects, "a list of projects");
        return new SharingEntry(selector, items.Select(ReadProject).ToList(), node.Line);
    }

    /// <summary>Returns the error of an unknown key, with the keys that exist.</summary>
    public static SharingFileException UnknownKey(string path, int line, string key, IEnumerable<string> known)
        => SharingFileException.Malformed(path, line, $"'{key}' is an unknown key. Known keys: {string.Join(", ", known)}.");

    private ImageSelector ReadSelector(SharingNode node)
    {
        var entries = Mapping(node, SharingKeys.Images, SharingKeys.OfSelector);
        var selector = new ImageSelector
        {
            Id = Text(entries, SharingKeys.Id) is { } id ? ImageId(entries[SharingKeys.Id], id) : null,
            Name = Text(entries, SharingKeys.Name),
            Pattern = Text(entries, SharingKeys.Pattern),
            Tags = entries.TryGetValue(SharingKeys.Tag, out var tags) ? ReadTags(tags) : [],
            Properties = entries.TryGetValue(SharingKeys.Property, out var properties)
                ? ReadProperties(properties)
                : ImageSelector.NoProperties,
            Owner = Text(entries, SharingKeys.Owner),
            OwnerDomain = Text(entries, SharingKeys.OwnerDomain),
        };
        if (entries.Count == 0)
        {
            throw Malformed(node.Line, $"'{SharingKeys.Images}' selects nothing. Specify {string.Join(", ", SharingKeys.OfSelector)}.");
        }

        if (selector.Id is not null && entries.Keys.Except([SharingKeys.Id, SharingKeys.Name]).FirstOrDefault() is { } other)
        {
            throw Malformed(
                entries[other].Line,
                $"'{other}' cannot be combined with '{SharingKeys.Id}', which selects one image. Only '{SharingKeys.Name}' can.");
        }

        if (selector.Name is not null && selector.Pattern is not null)
        {
            throw Malformed(entries[SharingKeys.Pattern].Line, $"'{SharingKeys.Name}' and '{SharingKeys.Pattern}' cannot be combined.");
        }

        return selector.OwnerDomain is not null && selector.Owner is null
            ? throw Malformed(entries[SharingKeys.OwnerDomain].Line, $"'{SharingKeys.OwnerDomain}' requires '{SharingKeys.Owner}'.")
            : selector;
    }

    private ListedProject ReadProject(SharingNode node)
    {
        var entries = Mapping(node, "a project", SharingKeys.OfProject);
        var project = new ListedProject(
            Text(entries, SharingKeys.Id),
            Text(entries, SharingKeys.Name),
            Text(entries, SharingKeys.Domain),
            Text(entries, SharingKeys.Status) is { } status ? ReadStatus(entries[SharingKeys.Status], status) : null,
            Text(entries, SharingKeys.Until) is { } until ? ReadTime(entries[SharingKeys.Until], until) : null,
            node.Line);
        return project is { Id: null, Name: null, Domain: null }
            ? throw Malformed(
                node.Line,
                $"the project has neither '{SharingKeys.Id}' nor '{SharingKeys.Name}' nor '{SharingKeys.Domain}' (all of its projects).")
            : project;
    }

    private string[] ReadTags(SharingNode node)
    {
        var tags = (node.Items ?? [node]).Select(item => Text(item, SharingKeys.Tag)).Distinct(StringComparer.Ordinal).ToArray();
        return tags.Length > 0 ? tags : throw Malformed(node.Line, $"'{SharingKeys.Tag}' is an empty list. Remove it, or add a tag.");
    }

    private SortedDictionary<string, string> ReadProperties(SharingNode node)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in node.Entries ?? throw Unexpected(node, SharingKeys.Property, "a mapping of names and values"))
        {
            if (properties.ContainsKey(entry.Key))
            {
                throw Malformed(entry.Line, $"the property '{entry.Key}' occurs twice.");
            }

            if (entry.Key.Length == 0)
            {
                throw Malformed(entry.Line, "the name of a property is empty.");
            }

            if (ReservedFilter.Names.Contains(entry.Key, StringComparer.Ordinal))
            {
                throw Malformed(entry.Line, $"'{entry.Key}' is not a custom property of an image.");
            }

            properties.Add(entry.Key, entry.Value.Text ?? throw Unexpected(entry.Value, entry.Key, "a single value"));
        }

        return properties.Count > 0
            ? properties
            : throw Malformed(node.Line, $"'{SharingKeys.Property}' is empty. Remove it, or add a property.");
    }

    private string? ReadStatus(SharingNode node, string text)
    {
        if (!SharingKeys.Statuses.Contains(text, StringComparer.Ordinal))
        {
            throw Malformed(node.Line, $"'{text}' is not a status. Known: {string.Join(", ", SharingKeys.Statuses)}.");
        }

        return text == SharingKeys.Keep ? null : text;
    }

    private DateTimeOffset ReadTime(SharingNode node, string text) => SharingTime.Parse(text) ?? throw Malformed(
        node.Line, $"'{text}' is not a date. Write 2027-01-31 (the whole day, UTC), or a time with its zone: 2027-01-31T18:00:00Z.");

    private string ImageId(SharingNode node, string text)
        => text.Length == UuidLength && OpenStackId.TryParseImageId(text, out var id)
            ? id
            : throw Malformed(node.Line, $"'{text}' is not the ID of an image.");

    private Dictionary<string, SharingNode> Mapping(SharingNode node, string what, string[] known)
    {
        var entries = new Dictionary<string, SharingNode>(StringComparer.Ordinal);
        foreach (var entry in node.Entries ?? throw Unexpected(node, what, "a mapping (lines of the form 'key: value')"))
        {
            if (!known.Contains(entry.Key, StringComparer.Ordinal))
            {
                throw UnknownKey(path, entry.Line, entry.Key, known);
            }

            if (entries.ContainsKey(entry.Key))
            {
                throw Malformed(entry.Line, $"'{entry.Key}' occurs twice.");
            }

            entries.Add(entry.Key, entry.Value);
        }

        return entries;
    }

    private string? Text(Dictionary<string, SharingNode> entries, string key)
        => entries.TryGetValue(key, out var node) ? Text(node, key) : null;

    /// <summary>Returns a text. Equal texts share one object, because the same names and domains occur in thousands of entries.</summary>
    private string Text(SharingNode node, string key)
    {
        var text = node.Text ?? throw Unexpected(node, key, "a single value");
        if (text.Length == 0)
        {
            throw Malformed(node.Line, $"'{key}' is empty.");
        }

        // Like a JSON Schema, Keystone counts a character beyond U+FFFF as one character.
        if (text.Length > MaxText && text.Count(character => !char.IsLowSurrogate(character)) > MaxText)
        {
            throw Malformed(node.Line, $"'{key}' is longer than {MaxText} characters.");
        }

        if (!_words.TryGetValue(text, out var word))
        {
            _words[text] = word = text;
        }

        return word;
    }

    private SharingFileException Unexpected(SharingNode node, string what, string expected)
        => Malformed(node.Line, $"'{what}' should be {expected}, but is {node.Kind}.");

    private SharingFileException Malformed(int line, string message) => SharingFileException.Malformed(path, line, message);
}
