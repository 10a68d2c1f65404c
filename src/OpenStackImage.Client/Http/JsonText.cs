using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>
/// Reads a value of a response. The reader is positioned on the value's first token, or before it if the value is the whole document.
/// </summary>
internal delegate T ReadJson<out T>(JsonReader reader);

/// <summary>
/// JSON text and its readers. Dates stay text until a resource's reader parses them, and nesting is limited, because the text comes from a
/// server that may be hostile.
/// </summary>
internal static class JsonText
{
    private const int MaxDepth = 64;
    private const int BufferSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text of a request body.</summary>
    public static string Of(JToken json) => json.ToString(Formatting.None);

    /// <summary>Reads JSON that this module wrote; null if the text is not JSON.</summary>
    public static JToken? Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text));
            (reader.DateParseHandling, reader.MaxDepth) = (DateParseHandling.None, MaxDepth);
            return JToken.ReadFrom(reader);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    /// <summary>
    /// Opens a document. JSON is UTF-8, and a charset is ignored (RFC 8259, 8.1); other bytes cause an error, because a name would
    /// otherwise be silently changed.
    /// </summary>
    /// <param name="body">The bytes of the document.</param>
    /// <param name="names">The property names that occur repeatedly; null for none.</param>
    /// <exception cref="JsonReaderException">The text is not JSON.</exception>
    public static JsonTextReader Open(ArraySegment<byte> body, JsonNameTable? names = null)
    {
        JsonGrammar.Check(body);
        var bytes = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
        var text = new StreamReader(bytes, Utf8, detectEncodingFromByteOrderMarks: true, Math.Min(body.Count, BufferSize));
        return new JsonTextReader(text)
        {
            PropertyNameTable = names,
            DateParseHandling = DateParseHandling.None,
            MaxDepth = MaxDepth,
            Culture = CultureInfo.InvariantCulture,
        };
    }
}
