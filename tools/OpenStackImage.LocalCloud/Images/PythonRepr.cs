using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>JSON values as Python prints them in Glance's schema messages.</summary>
internal static class PythonRepr
{
    /// <summary>jsonschema's line width for a pretty-printed value.</summary>
    private const int Width = 72;

    public static string Repr(JsonElement value)
        => value.ValueKind switch
        {
            JsonValueKind.Object
                => "{" + string.Join(", ", Sorted(value).Select(property => $"{Repr(property.Name)}: {Repr(property.Value)}")) + "}",
            JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Repr)) + "]",
            JsonValueKind.String => Repr(value.GetString()!),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.Null => "None",
            _ => value.GetRawText(),
        };

    public static string Repr(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        StringBuilder repr = new();
        repr.Append(quote);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => repr.Append("\\n"),
                '\r' => repr.Append("\\r"),
                '\t' => repr.Append("\\t"),
                '\\' => repr.Append("\\\\"),
                < 0x20 or 0x7f => repr.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                var value when value == quote => repr.Append('\\').Append(quote),
                _ => repr.Append(rune.ToString()),
            };
        }

        return repr.Append(quote).ToString();
    }

    /// <summary>pprint: on one line if it fits; otherwise one entry per line with sorted keys, and long texts wrapped at spaces.</summary>
    public static string Pretty(JsonElement value) => Pretty(value, 0, 0);

    private static string Pretty(JsonElement value, int indent, int allowance)
    {
        var repr = Repr(value);
        if (repr.Length <= Width - indent - allowance)
        {
            return repr;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                List<JsonProperty> properties = [.. Sorted(value)];
                return "{" + Lines(indent, properties.Select((property, i) =>
                {
                    var key = Repr(property.Name) + ": ";
                    return key + Pretty(property.Value, indent + 1 + key.Length, i == properties.Count - 1 ? allowance + 1 : 1);
                })) + "}";
            case JsonValueKind.Array:
                List<JsonElement> items = [.. value.EnumerateArray()];
                return "["
                    + Lines(indent, items.Select((item, i) => Pretty(item, indent + 1, i == items.Count - 1 ? allowance + 1 : 1)))
                    + "]";
            case JsonValueKind.String:
                return PrettyText(value.GetString()!, indent, allowance);
            default:
                return repr;
        }
    }

    private static string PrettyText(string text, int indent, int allowance)
    {
        var atTop = indent == 0;
        var room = Width - indent - (atTop ? 2 : 0);
        List<string> chunks = [];
        var current = "";
        foreach (var word in Words(text))
        {
            var last = current + word;
            if (current.Length > 0 && Repr(last).Length > (ReferenceEquals(word, text) ? room - allowance : room))
            {
                chunks.Add(Repr(current));
                current = word;
            }
            else
            {
                current = last;
            }
        }

        chunks.Add(Repr(current));
        if (chunks.Count == 1)
        {
            return chunks[0];
        }

        return atTop ? "(" + string.Join("\n ", chunks) + ")" : string.Join("\n" + new string(' ', indent), chunks);
    }

    /// <summary>Words with the spaces that follow them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            while (end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }

    private static string Lines(int indent, IEnumerable<string> entries) => string.Join(",\n" + new string(' ', indent + 1), entries);

    private static IEnumerable<JsonProperty> Sorted(JsonElement value)
        => value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal);
}
