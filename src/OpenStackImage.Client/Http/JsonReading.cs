using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>The steps in which the converters read an object: enter it, take its properties one by one, read or skip each.</summary>
internal static class JsonReading
{
    /// <summary>Checks that the reader is on the start of an object; before the document, moves there first.</summary>
    /// <exception cref="JsonSerializationException">The value is not an object.</exception>
    public static void EnterObject(this JsonReader reader, string what)
    {
        if (reader.TokenType == JsonToken.None)
        {
            reader.Read();
        }

        if (reader.TokenType != JsonToken.StartObject)
        {
            throw new JsonSerializationException($"{what} should be an object, and is {Describe(reader)}.");
        }
    }

    /// <summary>Moves to the next property and past its name; false at the end of the object.</summary>
    public static bool NextProperty(this JsonReader reader, out string name)
    {
        // A text that ends too soon leaves the reader on the token before.
        var isThere = reader.Read();
        if (isThere && reader.TokenType == JsonToken.PropertyName)
        {
            name = (string)reader.Value!;
            return reader.QuoteChar == '"' ? true : throw new JsonReaderException($"a key is not in double quotes: path '{reader.Path}'.");
        }

        name = "";
        return isThere && reader.TokenType == JsonToken.EndObject
            ? false
            : throw new JsonReaderException(
                reader.TokenType == JsonToken.Comment ? "it contains a comment." : "the text ends in the middle of an object.");
    }

    /// <summary>
    /// A string, number or boolean as text; null for null, an object or an array. The reader accepts more than the JSON standard
    /// allows; such values are rejected here.
    /// </summary>
    public static string? ReadText(this JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonToken.StartArray or JsonToken.StartObject)
        {
            reader.Skip();
            return null;
        }

        return reader.SingleValue();
    }

    /// <summary>Like <see cref="ReadText"/>, but returns an array or an object as JSON text.</summary>
    public static string? ReadTextOrJson(this JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonToken.StartArray or JsonToken.StartObject
            ? JToken.ReadFrom(reader).ToString(Formatting.None)
            : reader.SingleValue();
    }

    private static string? SingleValue(this JsonReader reader) => reader.TokenType switch
    {
        JsonToken.String when reader.QuoteChar != '"' => throw reader.Invalid("a text is not in double quotes"),
        JsonToken.String => (string)reader.Value!,
        JsonToken.Float when reader.Value is double.NaN or double.PositiveInfinity or double.NegativeInfinity
            => throw reader.Invalid("a number is not valid, or too large"),
        JsonToken.Undefined or JsonToken.StartConstructor or JsonToken.Comment => throw reader.Invalid("a value is not valid"),
        JsonToken.Integer or JsonToken.Float or JsonToken.Boolean => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static JsonReaderException Invalid(this JsonReader reader, string reason) => new($"{reason}: path '{reader.Path}'.");

    /// <summary>A string or null, and nothing else.</summary>
    /// <exception cref="JsonSerializationException">It is another value.</exception>
    public static string? ReadTextOrNull(this JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonToken.String or JsonToken.Null
            ? (string?)reader.Value
            : throw new JsonSerializationException($"the value at '{reader.Path}' should be a string, and is {Describe(reader)}.");
    }

    /// <summary>
    /// A size or another whole number that is not negative, also if it is written as a string; null for anything else.
    /// </summary>
    public static long? ReadCount(this JsonReader reader)
        => long.TryParse(reader.ReadText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;

    /// <summary>A boolean; false for anything that is not true.</summary>
    public static bool ReadBoolean(this JsonReader reader)
        => string.Equals(reader.ReadText(), bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <summary>An ISO 8601 time; without an offset it is UTC, as OpenStack writes it.</summary>
    public static DateTimeOffset? ReadTime(this JsonReader reader)
        => DateTimeOffset.TryParse(
            reader.ReadText(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time) ? time : null;

    /// <summary>Reads an ISO 8601 time as the local time of this computer, the form of all public properties.</summary>
    public static DateTime? ReadLocalTime(this JsonReader reader) => reader.ReadTime()?.LocalDateTime;

    /// <summary>An array of single values as texts; empty for anything else.</summary>
    public static IReadOnlyList<string> ReadTexts(this JsonReader reader)
    {
        var texts = new List<string>();
        reader.ReadEach(() =>
        {
            if (reader.Value is { } value)
            {
                texts.Add(Convert.ToString(value, CultureInfo.InvariantCulture)!);
            }
            else
            {
                reader.Skip();
            }
        });
        return texts.Count == 0 ? [] : texts.ToArray();
    }

    /// <summary>
    /// Calls <paramref name="readItem"/> with the reader on the first token of each item of an array; skips any other value.
    /// </summary>
    public static void ReadEach(this JsonReader reader, Action readItem)
    {
        reader.Read();
        if (reader.TokenType != JsonToken.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            readItem();
        }
    }

    public static string Describe(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.None => "empty",
        JsonToken.StartArray => "an array",
        JsonToken.StartObject => "an object",
        JsonToken.Null => "null",
        JsonToken.Integer or JsonToken.Float => "a number",
        _ => $"a {reader.TokenType.ToString().ToLowerInvariant()}",
    };
}
