using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>A whole response of 2xx (or 300 with versions), or a redirect.</summary>
/// <param name="Uri">Where it came from.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type; empty if the service gave none.</param>
/// <param name="Body">The whole body; empty where the request had it taken while it came.</param>
/// <param name="SubjectToken">The token that Keystone issued.</param>
internal sealed record ServiceResponse(Uri Uri, int StatusCode, string ContentType, ArraySegment<byte> Body, string? SubjectToken)
{
    /// <summary>Stands for the response of a DELETE that was lost, after a GET showed that it took effect.</summary>
    public static ServiceResponse Nothing { get; } = new(new Uri("about:blank"), 204, "", new ArraySegment<byte>([]), null);

    /// <summary>When the response was sent, by the clock of the server; null if it does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where a redirect leads to.</summary>
    public Uri? Location { get; init; }

    /// <summary>x-openstack-request-id; null where the service gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Reads <c>{"key": {...}}</c>.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public T Read<T>(string key, ReadJson<T> read)
    {
        T? value = default;
        ReadProperties(key, reader =>
        {
            reader.Read();
            value = read(reader);
        });
        return value!;
    }

    /// <summary>Reads <c>{"key": {...}}</c> whole.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public JObject ReadObject(string key) => Read(key, reader => reader.LoadObject($"\"{key}\""));

    /// <summary>Reads an object that stands alone, whole.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not an object.</exception>
    public JObject ReadObject() => Read(reader => reader.LoadObject("the response"));

    /// <summary>Reads an array that stands alone.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not an array.</exception>
    public JArray ReadArray() => Guarded(reader => JToken.ReadFrom(reader) as JArray) ?? throw Unexpected("it is no array");

    /// <summary>Reads an object that stands alone, without a key around it.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public T Read<T>(ReadJson<T> read) => Guarded(read);

    /// <summary>Reads a list that is never paged: <c>{"key": [...]}</c>.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such an object.</exception>
    public IReadOnlyList<T> ReadList<T>(string key, ReadJson<T> readItem)
    {
        var items = new List<T>();
        ReadProperties(key, reader => ReadItems(key, reader, () => items.Add(readItem(reader))));
        return items;
    }

    /// <summary>Reads an array that stands alone, item by item.</summary>
    /// <exception cref="UnexpectedResponseException">An item is none; those before it have been handed over.</exception>
    public void ReadItems<T>(ReadJson<T> readItem, Action<T> found, JsonNameTable names)
        => Guarded(
            reader =>
            {
                ReadItems("the list", reader, () => found(readItem(reader)));
                return true;
            },
            names);

    /// <summary>
    /// Reads the link to the next page of <c>{"key": [{}, {}], "next": "..."}</c>, the list from which the items have been taken.
    /// </summary>
    /// <param name="key">The property that holds the list.</param>
    /// <param name="taken">How many items have been taken from it.</param>
    /// <exception cref="UnexpectedResponseException">The body is not such an object, or the list holds items that were not
    /// taken.</exception>
    public string? ReadNext(string key, int taken)
    {
        string? next = null;
        ReadProperties(
            key,
            reader =>
            {
                var left = -taken;
                ReadItems(key, reader, () =>
                {
                    if (reader.TokenType != JsonToken.StartObject)
                    {
                        throw new JsonSerializationException($"\"{key}\" holds {JsonReading.Describe(reader)}.");
                    }

                    reader.Skip();
                    left++;
                });

                // The scanner compares bytes and the reader characters: "im\u0061ges" is a list to the one only, and must not pass for an
                // empty one.
                if (left != 0)
                {
                    throw new JsonSerializationException($"the key \"{key}\" is written with escape sequences.");
                }
            },
            (name, reader) =>
            {
                if (name == "next")
                {
                    next = reader.ReadTextOrNull();
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            });
        return next;
    }

    private static void ReadItems(string key, JsonReader reader, Action readItem)
    {
        reader.Read();
        if (reader.TokenType != JsonToken.StartArray)
        {
            throw new JsonSerializationException($"\"{key}\" should be an array, and is {JsonReading.Describe(reader)}.");
        }

        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            readItem();
        }
    }

    private void ReadProperties(string key, Action<JsonReader> readKey, Action<string, JsonReader>? readOther = null)
        => Guarded(reader =>
        {
            reader.EnterObject("the response");
            var found = false;
            while (reader.NextProperty(out var name))
            {
                if (name == key)
                {
                    found = !found ? true : throw new JsonSerializationException($"the key \"{key}\" comes twice.");
                    readKey(reader);
                }
                else if (readOther is not null)
                {
                    readOther(name, reader);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            return found ? true : throw new JsonSerializationException($"the key \"{key}\" is missing.");
        });

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
            return reader.Read() ? throw new JsonReaderException("something follows the end of the document.") : value;
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
