using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenStackImage.Configuration;

/// <summary>
/// Reads YAML (or JSON, which is YAML) into nodes. Tags in the text never create objects, and its depth and size are limited, because the
/// file may come from an untrusted source.
/// </summary>
internal sealed class YamlReader(string path, TextReader text)
{
    private const int MaxDepth = 32;

    /// <summary>The number of values to which a text may grow with its aliases.</summary>
    private const int MaxValues = 100_000;

    private const string MergeKey = "<<";
    private const string StandardTag = "tag:yaml.org,2002:";

    private static readonly HashSet<string> PlainTags =
        new(StringComparer.Ordinal) { "str", "int", "float", "bool", "null", "seq", "map", "timestamp" };

    private readonly IParser _parser = new Parser(text);
    private readonly Dictionary<string, (ConfigurationNode Node, int Values)> _anchors = new(StringComparer.Ordinal);
    private int _values;

    /// <summary>Reads the one document of the text.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    /// <exception cref="ConfigurationFileException">The YAML is not that of a configuration file.</exception>
    public ConfigurationNode ReadDocument()
    {
        while (_parser.MoveNext() && _parser.Current is StreamStart or DocumentStart)
        {
        }

        return _parser.Current is null or StreamEnd ? ConfigurationNode.Single(path, null) : ReadValue(depth: 0);
    }

    /// <summary>Reads the parser's current value, up to its last event.</summary>
    private ConfigurationNode ReadValue(int depth)
    {
        var current = _parser.Current ?? throw new ConfigurationFileException($"{path}: the file ends in the middle of a value. "
            + "It may contain a NUL character.");
        if (depth > MaxDepth)
        {
            throw Broken(current.Start, $"values are nested more than {MaxDepth} deep.");
        }

        var before = _values;
        Count(1, current.Start);
        if (current is AnchorAlias alias)
        {
            return ResolveAlias(alias);
        }

        var node = current switch
        {
            Scalar scalar => ReadSingle(scalar),
            SequenceStart => ReadList(current, depth),
            MappingStart => ReadMapping(current, depth),
            _ => throw Broken(current.Start, "a value is missing."),
        };
        if (current is NodeEvent tagged && RefusalOf(tagged) is { } refusal)
        {
            node = Unusable(current.Start, refusal);
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = (node, _values - before);
        }

        return node;
    }

    private ConfigurationNode ResolveAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
        {
            return Unusable(alias.Start, $"the alias *{alias.Value.Value} has no anchor before it.");
        }

        Count(known.Values, alias.Start);
        return known.Node;
    }

    private ConfigurationNode ReadSingle(Scalar scalar)
    {
        var isNull = scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return ConfigurationNode.Single(Place(scalar.Start), isNull ? null : scalar.Value);
    }

    private ConfigurationNode ReadList(ParsingEvent start, int depth)
    {
        var items = new List<ConfigurationNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadValue(depth + 1));
        }

        return ConfigurationNode.List(Place(start.Start), items);
    }

    private ConfigurationNode ReadMapping(ParsingEvent start, int depth)
    {
        var entries = new Dictionary<string, ConfigurationNode>(StringComparer.Ordinal);
        var merged = new List<ConfigurationNode>();
        ConfigurationNode? unusable = null;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var at = _parser.Current!.Start;
            var key = ReadValue(depth + 1).Text;
            _parser.MoveNext();
            var value = ReadValue(depth + 1);
            if (key is null)
            {
                unusable ??= Unusable(at, "a key should be a single word.");
            }
            else if (key == MergeKey)
            {
                merged.AddRange(value.Items ?? [value]);
            }
            else
            {
                entries[key] = value;
            }
        }

        unusable ??= Merge(merged, entries);
        return unusable ?? ConfigurationNode.Mapping(Place(start.Start), entries);
    }

    /// <summary>Adds the entries of merged mappings that the mapping itself does not contain.</summary>
    /// <returns>The first that is not a mapping; null if all are.</returns>
    private static ConfigurationNode? Merge(IEnumerable<ConfigurationNode> merged, Dictionary<string, ConfigurationNode> entries)
    {
        ConfigurationNode? unusable = null;
        foreach (var mapping in merged)
        {
            if (mapping.Entries is null)
            {
                unusable ??= ConfigurationNode.Unusable(
                    mapping.Place, mapping.Unexpected(MergeKey, "a mapping (indented lines of the form 'key: value')"));
                continue;
            }

            foreach (var entry in mapping.Entries.Where(entry => !entries.ContainsKey(entry.Key)))
            {
                entries.Add(entry.Key, entry.Value);
            }
        }

        return unusable;
    }

    /// <summary>Returns why the tag of a value is refused; null if it is not.</summary>
    private static string? RefusalOf(NodeEvent value)
    {
        if (value.Tag.IsEmpty || value.Tag.IsNonSpecific)
        {
            return null;
        }

        var tag = value.Tag.Value;
        return tag.StartsWith(StandardTag, StringComparison.Ordinal) && PlainTags.Contains(tag.Substring(StandardTag.Length))
            ? null
            : $"the tag {tag} requests a type, and none is created. Expected plain values, lists and mappings.";
    }

    private ConfigurationNode Unusable(Mark at, string why) => ConfigurationNode.Unusable(Place(at), Broken(at, why));

    private void Count(int values, Mark at)
    {
        _values += values;
        if (_values > MaxValues)
        {
            throw Broken(at, $"with its aliases the file has more than {MaxValues} values.");
        }
    }

    /// <summary>Returns the error for a line.</summary>
    public ConfigurationFileException Broken(long line, string what) => new($"{Place(line)}: {what}");

    private ConfigurationFileException Broken(Mark at, string what) => Broken(at.Line, what);

    private string Place(Mark at) => Place(at.Line);

    private string Place(long line) => string.Format(CultureInfo.InvariantCulture, "{0}, line {1}", path, line);
}
