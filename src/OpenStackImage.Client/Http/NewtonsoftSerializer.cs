using System.Globalization;
using System.Text;
using Flurl.Http.Configuration;
using Newtonsoft.Json;
using OpenStackImage.Identity;
using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Metadefs;
using OpenStackImage.Projects;
using OpenStackImage.ServiceInfo;
using OpenStackImage.Tasks;

namespace OpenStackImage.Http;

/// <summary>
/// Newtonsoft.Json behind Flurl's serializer interface. Dates stay text until a converter reads them, types are never
/// taken from the wire, and nesting is bounded, because the text comes from a server that may be hostile.
/// </summary>
internal sealed class NewtonsoftSerializer : ISerializer
{
    private const int MaxDepth = 64;
    private const int PieceSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The names that each image of a list repeats: kept once, instead of made anew for each.</summary>
    private static readonly DefaultJsonNameTable Names = TableOf(typeof(ImageFields).GetFields().Select(field => (string)field.GetRawConstantValue()!));

    public static readonly NewtonsoftSerializer Instance = new();

    private readonly JsonSerializer _serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        TypeNameHandling = TypeNameHandling.None,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = MaxDepth,
        Culture = CultureInfo.InvariantCulture,
        Converters =
        {
            new ImageConverter(), new ImageMemberConverter(), new ProjectConverter(), new DomainConverter(),
            new TokenConverter(), new ApiVersionConverter(),
            new ImageImportInfoConverter(), new ImageStoreConverter(), new ImageTaskConverter(),
            new NamespaceConverter(), new ResourceTypeConverter(),
        },
    });

    public string Serialize(object obj)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _serializer.Serialize(text, obj);
        return text.ToString();
    }

    public T Deserialize<T>(string s)
    {
        using var reader = Configure(new JsonTextReader(new StringReader(s)));
        return _serializer.Deserialize<T>(reader)!;
    }

    public T Deserialize<T>(Stream stream)
    {
        using var reader = OpenReader(stream);
        return _serializer.Deserialize<T>(reader)!;
    }

    /// <summary>Reads one value where the reader stands.</summary>
    public T? Deserialize<T>(JsonReader reader) => _serializer.Deserialize<T>(reader);

    /// <summary>JSON is UTF-8, whatever a charset says (RFC 8259, 8.1); what is not fails, or a name would silently become another.</summary>
    public static JsonTextReader OpenReader(Stream stream) => Configure(new JsonTextReader(new StreamReader(stream, Utf8)));

    /// <inheritdoc cref="OpenReader(Stream)"/>
    public static JsonTextReader OpenReader(ArraySegment<byte> body)
        => Configure(new JsonTextReader(new StreamReader(
            new MemoryStream(body.Array!, body.Offset, body.Count, writable: false), Utf8, detectEncodingFromByteOrderMarks: true, Math.Min(body.Count, PieceSize))));

    private static DefaultJsonNameTable TableOf(IEnumerable<string> names)
    {
        var table = new DefaultJsonNameTable();
        foreach (var name in names)
        {
            table.Add(name);
        }

        return table;
    }

    private static JsonTextReader Configure(JsonTextReader reader)
    {
        reader.PropertyNameTable = Names;
        reader.DateParseHandling = DateParseHandling.None;
        reader.MaxDepth = MaxDepth;
        reader.Culture = CultureInfo.InvariantCulture;
        return reader;
    }
}
