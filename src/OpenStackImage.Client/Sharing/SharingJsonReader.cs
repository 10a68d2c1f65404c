using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Sharing;

/// <summary>
/// Reads a sharing file in JSON. Comments, single quotes and null are refused; a number, true and false are text, as in YAML.
/// </summary>
/// <param name="builder">Receives the content.</param>
/// <param name="reader">The reader of the file.</param>
internal sealed class SharingJsonReader(SharingDocumentBuilder builder, JsonTextReader reader)
{
    private const int MaxDepth = 8;

    /// <summary>Reads the document.</summary>
    /// <exception cref="SharingFileException">The text is not JSON, or not a sharing file.</exception>
    public static SharingDocument Read(SharingDocumentBuilder builder, string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
        };
        var document = new SharingJsonReader(builder, reader).Read();
        RequireGrammar(builder.Path, text);
        return document;
    }

    /// <summary>
    /// Newtonsoft.Json accepts commas before a closing bracket. The reader reports all other errors first, with their line.
    /// </summary>
    private static void RequireGrammar(string path, string text)
    {
        try
        {
            JsonGrammar.Check(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonReaderException exception)
        {
            throw SharingFileException.Malformed(path, exception.LineNumber, NotJson(exception));
        }
    }

    private SharingDocument Read()
    {
        try
        {
            _ = reader.Read();
            Require(JsonToken.StartObject, $"a sharing file is an object that begins with \"{SharingKeys.Version}\": 1.");
            while (Advance() == JsonToken.PropertyName)
            {
                ReadProperty((string)reader.Value!);
            }

            return reader.Read() ? throw Malformed("text follows the end of the document.") : builder.Build(requiresKeys: true);
        }
        catch (JsonException exception)
        {
            throw Malformed(NotJson(exception));
        }
        catch (Exception exception) when (exception is OverflowException or FormatException or ArgumentException)
        {
            throw Malformed("this is not JSON.");
        }
    }

    private void ReadProperty(string key)
    {
        builder.Key(key, reader.LineNumber);
        Advance();
        if (key == SharingKeys.Shares && reader.TokenType == JsonToken.StartArray)
        {
            while (Advance() != JsonToken.EndArray)
            {
                builder.Entry(ReadValue());
            }
        }
        else
        {
            builder.Value(key, ReadValue());
        }
    }

    /// <summary>Reads the reader's current value, up to its last token.</summary>
    private SharingNode ReadValue()
    {
        var line = reader.LineNumber;
        switch (reader.TokenType)
        {
            case JsonToken.String:
                return new SharingNode(line, (string)reader.Value!);
            case JsonToken.Null:
                return new SharingNode(line, null);
            case JsonToken.StartArray:
                var items = new List<SharingNode>();
                while (Advance() != JsonToken.EndArray)
                {
                    items.Add(ReadValue());
                }

                return new SharingNode(line, null, Items: items);
            case JsonToken.StartObject:
                var entries = new List<SharingKeyValue>();
                while (Advance() == JsonToken.PropertyName)
                {
                    var (key, keyLine) = ((string)reader.Value!, reader.LineNumber);
                    Advance();
                    entries.Add(new(key, keyLine, ReadValue()));
                }

                return new SharingNode(line, null, Entries: entries);
            case JsonToken.Boolean:
                return new SharingNode(line, JsonConvert.ToString((bool)reader.Value!));
            case JsonToken.Integer or JsonToken.Float:
                return new SharingNode(line, Convert.ToString(reader.Value, CultureInfo.InvariantCulture));
            default:
                throw Malformed("a value is missing.");
        }
    }

    /// <summary>Returns the reason without the path and the position, of which the error has its own.</summary>
    private static string NotJson(JsonException exception)
    {
        var end = exception.Message.IndexOf(" Path '", StringComparison.Ordinal);
        return $"this is not JSON: {(end < 0 ? exception.Message : exception.Message.Substring(0, end))}";
    }

    private JsonToken Advance()
    {
        if (!reader.Read())
        {
            throw Malformed("the file ends in the middle of a value.");
        }

        if (reader.TokenType == JsonToken.Comment)
        {
            throw Malformed("JSON has no comments. Use YAML for a file with comments.");
        }

        return reader.TokenType is JsonToken.String or JsonToken.PropertyName && reader.QuoteChar != '"'
            ? throw Malformed("a text is not in double quotes.")
            : reader.TokenType;
    }

    private void Require(JsonToken token, string message)
    {
        if (reader.TokenType != token)
        {
            throw Malformed(message);
        }
    }

    private SharingFileException Malformed(string message)
        => SharingFileException.Malformed(builder.Path, Math.Max(1, reader.LineNumber), message);
}
