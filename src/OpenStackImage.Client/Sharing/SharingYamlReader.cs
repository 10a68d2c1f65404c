using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenStackImage.Sharing;

/// <summary>
/// Reads a sharing file in YAML. Its size, its depth and its growth by aliases are limited, tags never create objects, and duplicate keys
/// and merge keys are refused: the file may come from an untrusted source.
/// </summary>
/// <param name="builder">Receives the content.</param>
/// <param name="text">The text of the file.</param>
internal sealed class SharingYamlReader(SharingDocumentBuilder builder, string text)
{
    private const int MaxDepth = 8;

    /// <summary>The maximum number of values that aliases may add to a text. Its own values are limited by its size.</summary>
    private const int MaxAliasValues = 500_000;

    private readonly IParser _parser = new Parser(new StringReader(text));
    private readonly Dictionary<string, SharingNode> _anchors = new(StringComparer.Ordinal);
    private int _aliasValues;

    /// <summary>Reads the document.</summary>
    /// <exception cref="SharingFileException">The text is not YAML, or not a sharing file.</exception>
    public SharingDocument Read()
    {
        try
        {
            ReadDocument();
            return builder.Build(requiresKeys: true);
        }
        catch (YamlException exception)
        {
            throw Malformed(
                LineOfTab(exception) ?? exception.End.Line,
                $"this is not YAML: {exception.Message.TrimEnd('.')}. Indent with spaces, and put text with special characters in quotes.");
        }
        catch (Exception exception) when (
            exception is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // YamlDotNet reports some errors with exceptions that are not YamlExceptions, for example a bracket without its end.
            throw Malformed(_parser.Current?.End.Line ?? 1, "this is not YAML: a bracket or a quote may have no end.");
        }
    }

    private void ReadDocument()
    {
        while (_parser.MoveNext() && _parser.Current is StreamStart or DocumentStart)
        {
        }

        if (_parser.Current is null or StreamEnd or DocumentEnd)
        {
            return;
        }

        if (_parser.Current is not MappingStart root)
        {
            throw Malformed(_parser.Current.Start.Line, $"a sharing file is a mapping that begins with '{SharingKeys.Version}: 1'.");
        }

        RefuseTag(root);
        ReadKeys();
        RefuseSecondDocument();
    }

    /// <summary>Reads the keys of the document with their values. The entries of the list of shares are passed one by one.</summary>
    private void ReadKeys()
    {
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = ReadKey();
            builder.Key(key.Text, key.Line);
            _parser.MoveNext();
            if (key.Text == SharingKeys.Shares && _parser.Current is SequenceStart { Anchor.IsEmpty: true } list)
            {
                RefuseTag(list);
                while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
                {
                    builder.Entry(ReadValue(depth: 2));
                }
            }
            else
            {
                builder.Value(key.Text, ReadValue(depth: 1));
            }
        }
    }

    private void RefuseSecondDocument()
    {
        while (_parser.MoveNext() && _parser.Current is DocumentEnd)
        {
        }

        if (_parser.Current is not null and not StreamEnd)
        {
            throw Malformed(_parser.Current.Start.Line, "a second document begins here. A sharing file is one document.");
        }
    }

    /// <summary>Reads the parser's current value, up to its last event.</summary>
    private SharingNode ReadValue(int depth)
    {
        var current = _parser.Current ?? throw Malformed(1, "the file ends in the middle of a value.");
        var line = (int)current.Start.Line;
        if (depth > MaxDepth)
        {
            throw Malformed(line, "values are nested deeper than in a sharing file.");
        }

        if (current is AnchorAlias alias)
        {
            var known = _anchors.TryGetValue(alias.Value.Value, out var node)
                ? node
                : throw Malformed(line, $"the alias *{alias.Value.Value} has no anchor before it.");
            _aliasValues += known.Count;
            return _aliasValues <= MaxAliasValues
                ? known
                : throw Malformed(line, FormattableString.Invariant($"aliases expand to more than {MaxAliasValues} values."));
        }

        if (current is not NodeEvent start)
        {
            throw Malformed(line, "a value is missing.");
        }

        RefuseTag(start);
        var value = current switch
        {
            Scalar scalar => new SharingNode(line, IsNull(scalar) ? null : scalar.Value),
            SequenceStart => ReadList(line, depth),
            _ => ReadMapping(line, depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = value;
        }

        return value;
    }

    private SharingNode ReadList(int line, int depth)
    {
        var items = new List<SharingNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadValue(depth + 1));
        }

        return new SharingNode(line, null, Items: items) { Count = 1 + items.Sum(item => item.Count) };
    }

    private SharingNode ReadMapping(int line, int depth)
    {
        var entries = new List<SharingKeyValue>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = ReadKey();
            _parser.MoveNext();
            entries.Add(new(key.Text, key.Line, ReadValue(depth + 1)));
        }

        return new SharingNode(line, null, Entries: entries) { Count = 1 + entries.Sum(entry => entry.Value.Count) };
    }

    private (string Text, int Line) ReadKey()
    {
        var line = (int)_parser.Current!.Start.Line;
        if (_parser.Current is not Scalar key)
        {
            throw Malformed(line, "a key should be a single word.");
        }

        RefuseTag(key);
        return (key.Value, line);
    }

    private static bool IsNull(Scalar scalar)
        => scalar.Style == ScalarStyle.Plain && scalar.IsPlainImplicit && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private void RefuseTag(NodeEvent value)
    {
        if (!value.Tag.IsEmpty && !value.Tag.IsNonSpecific)
        {
            throw Malformed(value.Start.Line, $"the tag {value.Tag.Value} has no meaning in a sharing file.");
        }
    }

    /// <summary>The parser reports a tab in the indentation on the lines before it.</summary>
    private long? LineOfTab(YamlException exception)
    {
        var lines = exception.Message.IndexOf("tab", StringComparison.Ordinal) < 0 ? [] : text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Substring(0, line.Length - line.TrimStart().Length).IndexOf('\t') >= 0);
        return at < 0 ? null : at + 1;
    }

    private SharingFileException Malformed(long line, string message)
        => SharingFileException.Malformed(builder.Path, (int)line, message);
}
