using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenStackImage.Configuration;

/// <summary>
/// Reads a YAML (or JSON, which is YAML) file into nodes. No object is created, whatever tags the file has, and its size is limited,
/// because anybody may
/// have written the file.
/// </summary>
internal sealed class ConfigurationFile
{
    /// <summary>A thousand clouds are about 300 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const int MaxDepth = 32;

    /// <summary>The size to which a file may grow with its aliases.</summary>
    private const int MaxValues = 100_000;

    private const string MergeKey = "<<";
    private const string StandardTag = "tag:yaml.org,2002:";
    private static readonly HashSet<string> PlainTags = new(StringComparer.Ordinal) { "str", "int", "float", "bool", "null", "seq", "map", "timestamp" };

    private readonly string _path;
    private readonly IParser _parser;
    private readonly Dictionary<string, (ConfigurationNode Node, int Values)> _anchors = new(StringComparer.Ordinal);
    private int _values;

    private ConfigurationFile(string path, TextReader text)
    {
        _path = path;
        _parser = new Parser(text);
    }

    /// <summary>Reads the file's one document.</summary>
    /// <exception cref="ConfigurationFileException">
    /// It is too large, not YAML, or not a mapping; the message names the file and line.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ConfigurationNode Read(string path)
    {
        var bytes = ReadBytes(path);
        using var text = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        var file = new ConfigurationFile(path, text);
        try
        {
            var root = file.ReadDocument();
            return root.IsEmpty || root.Entries is not null
                ? ConfigurationNode.Mapping(root.Place, root.RequireEntries("the file"))
                : throw root.Unexpected("the file", "a mapping that begins with 'clouds:'");
        }
        catch (YamlException exception)
        {
            throw file.Broken(LineOfTab(exception, bytes) ?? exception.End.Line, $"this is not YAML: {exception.Message} Expected lines "
                + "of the form 'key: value', indented with spaces.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new ConfigurationFileException(string.Format(
                CultureInfo.InvariantCulture,
                "{0}, line {1}: the bytes {2} are not UTF-8. Save the file as UTF-8.",
                path,
                1 + bytes.Take(IndexOf(bytes, exception.BytesUnknown)).Count(value => value == '\n'),
                BitConverter.ToString(exception.BytesUnknown ?? [])));
        }
    }

    private static byte[] ReadBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[MaxBytes + 1];
        var length = 0;
        int read;
        while (length < bytes.Length && (read = stream.Read(bytes, length, bytes.Length - length)) > 0)
        {
            length += read;
        }

        if (length > MaxBytes)
        {
            throw new ConfigurationFileException($"{path} is larger than {MaxBytes / 1024} KB, and is not read. "
                + "A configuration of clouds is smaller.");
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static int IndexOf(byte[] bytes, byte[]? part)
        => part is not { Length: > 0 } ? 0
            : Enumerable.Range(0, bytes.Length - part.Length + 1).FirstOrDefault(at => bytes.Skip(at).Take(part.Length).SequenceEqual(part));

    private ConfigurationNode ReadDocument()
    {
        while (_parser.MoveNext() && _parser.Current is StreamStart or DocumentStart)
        {
        }

        return _parser.Current is null or StreamEnd ? ConfigurationNode.Single(_path, null) : ReadValue(depth: 0);
    }

    /// <summary>Reads the parser's current value, up to its last event.</summary>
    private ConfigurationNode ReadValue(int depth)
    {
        var current = _parser.Current ?? throw new ConfigurationFileException($"{_path}: the file ends in the middle of a value. "
            + "It may contain a NUL character.");
        if (depth > MaxDepth)
        {
            throw Broken(current.Start, $"values are nested more than {MaxDepth} deep.");
        }

        var before = _values;
        Count(1, current.Start);
        if (current is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var known))
            {
                throw Broken(current.Start, $"the alias *{alias.Value.Value} has no anchor before it.");
            }

            Count(known.Values, current.Start);
            return known.Node;
        }

        var node = current switch
        {
            Scalar scalar => ReadSingle(scalar),
            SequenceStart => ReadList(current, depth),
            MappingStart => ReadMapping(current, depth),
            _ => throw Broken(current.Start, "a value is missing."),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = (node, _values - before);
        }

        return node;
    }

    private ConfigurationNode ReadSingle(Scalar scalar)
    {
        RefuseTag(scalar);
        var isNull = scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return ConfigurationNode.Single(Place(scalar.Start), isNull ? null : scalar.Value);
    }

    private ConfigurationNode ReadList(ParsingEvent start, int depth)
    {
        RefuseTag((NodeEvent)start);
        var items = new List<ConfigurationNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadValue(depth + 1));
        }

        return ConfigurationNode.List(Place(start.Start), items);
    }

    private ConfigurationNode ReadMapping(ParsingEvent start, int depth)
    {
        RefuseTag((NodeEvent)start);
        var entries = new Dictionary<string, ConfigurationNode>(StringComparer.Ordinal);
        var merged = new List<ConfigurationNode>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var at = _parser.Current!.Start;
            var key = ReadValue(depth + 1).Text ?? throw Broken(at, "a key should be a single word.");
            _parser.MoveNext();
            var value = ReadValue(depth + 1);
            if (key == MergeKey)
            {
                merged.AddRange(value.Items ?? [value]);
            }
            else
            {
                entries[key] = value;
            }
        }

        foreach (var entry in merged.SelectMany(mapping => mapping.RequireEntries(MergeKey)))
        {
            if (!entries.ContainsKey(entry.Key))
            {
                entries.Add(entry.Key, entry.Value);
            }
        }

        return ConfigurationNode.Mapping(Place(start.Start), entries);
    }

    private void RefuseTag(NodeEvent value)
    {
        if (value.Tag.IsEmpty || value.Tag.IsNonSpecific)
        {
            return;
        }

        var tag = value.Tag.Value;
        if (!tag.StartsWith(StandardTag, StringComparison.Ordinal) || !PlainTags.Contains(tag.Substring(StandardTag.Length)))
        {
            throw Broken(value.Start, $"the tag {tag} requests a type, and none is created. Expected plain values, lists and mappings.");
        }
    }

    private void Count(int values, Mark at)
    {
        _values += values;
        if (_values > MaxValues)
        {
            throw Broken(at, $"with its aliases the file has more than {MaxValues} values.");
        }
    }

    /// <summary>The parser reports a tab in the indentation at the lines before it.</summary>
    private static long? LineOfTab(YamlException exception, byte[] bytes)
    {
        var lines = exception.Message.Contains("tab") ? Encoding.UTF8.GetString(bytes).Split('\n') : [];
        var at = Array.FindIndex(lines, line => line.Substring(0, line.Length - line.TrimStart().Length).Contains("\t"));
        return at < 0 ? null : at + 1;
    }

    private string Place(Mark at) => Place(at.Line);

    private string Place(long line) => string.Format(CultureInfo.InvariantCulture, "{0}, line {1}", _path, line);

    private ConfigurationFileException Broken(Mark at, string what) => Broken(at.Line, what);

    private ConfigurationFileException Broken(long line, string what) => new($"{Place(line)}: {what}");
}
