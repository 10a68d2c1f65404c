using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>A complete response with a status of 2xx (or 300 with versions), or a redirect.</summary>
/// <param name="Uri">The URL of the request.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type; empty if the service gave none.</param>
/// <param name="Body">The complete body; empty if the request processed it while it was received.</param>
/// <param name="SubjectToken">The token that Keystone issued.</param>
internal sealed partial record ServiceResponse(Uri Uri, int StatusCode, string ContentType, ArraySegment<byte> Body, string? SubjectToken)
{
    /// <summary>Represents the lost response of a DELETE after a GET showed that it took effect.</summary>
    public static ServiceResponse Nothing { get; } = new(new Uri("about:blank"), 204, "", new ArraySegment<byte>([]), null);

    /// <summary>The time when the response was sent, by the clock of the server; null if the server does not send it.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where a redirect leads to.</summary>
    public Uri? Location { get; init; }

    /// <summary>x-openstack-request-id; null where the service gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Reads <c>{"key": {...}}</c>.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public T Read<T>(string key, ReadJson<T> read) => ReadProperty(key, reader =>
    {
        reader.Read();
        return read(reader);
    });

    /// <summary>Reads the complete document <c>{"key": {...}}</c>.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public JObject ReadObject(string key) => Read(key, reader => reader.LoadObject($"\"{key}\""));

    /// <summary>Reads a complete object without a key around it.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not an object.</exception>
    public JObject ReadObject() => ReadObject(json => json);

    /// <summary>Reads an object that stands alone, whole, and converts it; a <see cref="JsonException"/> means it is another.</summary>
    public T ReadObject<T>(Func<JObject, T> convert) => Guarded(reader => convert(reader.LoadObject("the response")));

    /// <summary>Reads the objects of an array without a key around it, and converts them.</summary>
    public IReadOnlyList<T> ReadArray<T>(Func<JObject, T> convert)
        => Guarded<IReadOnlyList<T>>(reader => [.. JArray.Load(reader).OfType<JObject>().Select(convert)]);

    /// <summary>Reads the texts of an array without a key around it.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not an array of texts.</exception>
    public IReadOnlyList<string> ReadTexts() => Guarded<IReadOnlyList<string>>(reader =>
    [
        .. JArray.Load(reader).Select(item => item.Type == JTokenType.String
            ? (string)item!
            : throw new JsonSerializationException("the array contains a value that is not a string.")),
    ]);

    /// <summary>Reads an object without a key around it.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public T Read<T>(ReadJson<T> read) => Guarded(read);

    /// <summary>Reads a list that is never paged: <c>{"key": [...]}</c>.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object, or an item cannot be used.</exception>
    public IReadOnlyList<T> ReadList<T>(string key, ReadJson<T> readItem)
    {
        return ReadProperty(key, reader =>
        {
            var items = new List<T>();
            ReadItems(key, reader, () => items.Add(readItem(reader)));
            return items;
        });
    }

    /// <summary>Reads a list that is never paged, without the items that cannot be used.</summary>
    /// <param name="key">The property that holds the list.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="observer">Is notified of the items that cannot be used.</param>
    /// <exception cref="UnexpectedResponseException">The body is not such an object, or none of its items can be used.</exception>
    public IReadOnlyList<T> ReadUsable<T>(string key, ReadJson<T> readItem, IRequestObserver? observer)
    {
        try
        {
            return ReadList(key, readItem);
        }
        catch (UnexpectedResponseException) when (JsonGrammar.IsValid(Body))
        {
            return ReadOneByOne(key, readItem, observer);
        }
    }

    private List<T> ReadOneByOne<T>(string key, ReadJson<T> readItem, IRequestObserver? observer)
    {
        var texts = ReadList(key, reader => JToken.ReadFrom(reader).ToString(Formatting.None));
        var unusable = new UnusableItems(observer);
        var items = new List<T>();
        foreach (var text in texts)
        {
            try
            {
                var item = this with { Body = new ArraySegment<byte>(Encoding.UTF8.GetBytes(text)) };
                items.Add(item.Read(readItem));
                unusable.FoundOther();
            }
            catch (UnexpectedResponseException failure)
            {
                unusable.Add(failure);
            }
        }

        unusable.ThrowIfNoneIsUsable();
        return items;
    }

    private static void ReadItems(string key, JsonReader reader, Action readItem)
    {
        EnterArray(key, reader);
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            readItem();
        }
    }

    private static void EnterArray(string key, JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonToken.StartArray)
        {
            throw new JsonSerializationException($"\"{key}\" should be an array, and is {JsonReading.Describe(reader)}.");
        }
    }

    private T ReadProperty<T>(string key, ReadJson<T> readKey) => Guarded(reader =>
    {
        T? value = default;
        var found = false;
        reader.EnterObject("the response");
        while (reader.NextProperty(out var name))
        {
            if (name == key)
            {
                found = !found ? true : throw Twice(key);
                value = readKey(reader);
            }
            else
            {
                SkipValue(reader);
            }
        }

        return found ? value! : throw Missing(key);
    });

    private static void SkipValue(JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static JsonSerializationException Twice(string key) => new($"the key \"{key}\" occurs twice.");
    private static JsonSerializationException Missing(string key) => new($"the key \"{key}\" is missing.");

    private T Guarded<T>(ReadJson<T> read, JsonNameTable? names = null)
    {
        if (Body.Count == 0)
        {
            throw Unexpected("it is empty");
        }

        try
        {
            using var reader = JsonText.Open(Body, names);
            var value = read(reader);
            return reader.Read() ? throw new JsonReaderException("text follows the end of the document.") : value;
        }
        catch (DecoderFallbackException exception)
        {
            throw Unexpected("it is not UTF-8", exception);
        }
        catch (JsonException exception)
        {
            // The message of a JsonException names a path and a position, never the text itself.
            throw Unexpected(exception.Message, exception);
        }
    }

    private UnexpectedResponseException Unexpected(string why, Exception? inner = null)
        => new(
            string.Format(
                CultureInfo.InvariantCulture,
                "The response of {0} (HTTP {1}, {2}, {3} bytes) is not that of an OpenStack service: {4}{5}",
                Uri, StatusCode, ContentType.Length == 0 ? "no content type" : ContentType, Body.Count, why,
                why.EndsWith(".", StringComparison.Ordinal) ? "" : "."),
            inner);
}
