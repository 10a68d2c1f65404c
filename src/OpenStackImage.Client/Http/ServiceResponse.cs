using System.Globalization;
using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <summary>A whole answer of 2xx (or 300 where versions were asked for).</summary>
/// <param name="Uri">Where it came from.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type; empty if the service gave none.</param>
/// <param name="Body">The whole body; reading it whole first means that a connection that breaks costs no half-read objects.</param>
/// <param name="SubjectToken">The token that Keystone issued.</param>
internal sealed record ServiceResponse(Uri Uri, int StatusCode, string ContentType, ArraySegment<byte> Body, string? SubjectToken)
{
    /// <summary>Reads <c>{"key": {...}}</c>.</summary>
    /// <exception cref="UnexpectedAnswerException">The body is not such an object.</exception>
    public T ReadObject<T>(string key) where T : class
    {
        T? value = null;
        ReadProperties(key, reader =>
        {
            reader.Read();
            value = NewtonsoftSerializer.Instance.Deserialize<T>(reader);
        });
        return value ?? throw Unexpected($"\"{key}\" is null");
    }

    /// <summary>Reads an object that stands alone, without a key around it.</summary>
    /// <exception cref="UnexpectedAnswerException">The body is not such an object.</exception>
    public T ReadObject<T>() where T : class
        => Guarded(reader => NewtonsoftSerializer.Instance.Deserialize<T>(reader)) ?? throw Unexpected("it is null");

    /// <summary>Reads <c>{"key": [...], "next": "..."}</c>.</summary>
    /// <exception cref="UnexpectedAnswerException">The body is not such an object.</exception>
    public Page<T> ReadPage<T>(string key) where T : class
    {
        var items = new List<T>();
        string? next = null;
        ReadProperties(
            key,
            reader =>
            {
                reader.Read();
                if (reader.TokenType != JsonToken.StartArray)
                {
                    throw new JsonSerializationException($"\"{key}\" should be an array, and is {JsonReading.Describe(reader)}.");
                }

                while (reader.Read() && reader.TokenType != JsonToken.EndArray)
                {
                    items.Add(NewtonsoftSerializer.Instance.Deserialize<T>(reader)
                        ?? throw new JsonSerializationException($"\"{key}\" holds a null."));
                }
            },
            (name, reader) =>
            {
                if (name == "next")
                {
                    next = reader.ReadText();
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            });
        return new Page<T>(items, next);
    }

    private void ReadProperties(string key, Action<JsonReader> readKey, Action<string, JsonReader>? readOther = null)
        => Guarded(reader =>
        {
            reader.EnterObject("the answer");
            var found = false;
            while (reader.NextProperty(out var name))
            {
                if (name == key)
                {
                    found = true;
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

    private T Guarded<T>(Func<JsonReader, T> read)
    {
        if (Body.Count == 0)
        {
            throw Unexpected("it is empty");
        }

        try
        {
            using var stream = new MemoryStream(Body.Array!, Body.Offset, Body.Count, writable: false);
            using var reader = NewtonsoftSerializer.OpenReader(stream);
            return read(reader);
        }
        catch (JsonException exception)
        {
            // The message of a JsonException names a path and a position, never the text itself.
            throw Unexpected(exception.Message, exception);
        }
    }

    private UnexpectedAnswerException Unexpected(string why, Exception? inner = null)
        => new(
            string.Format(
                CultureInfo.InvariantCulture,
                "{0} answered {1}, but not with what an OpenStack service sends there ({2}, {3} bytes): {4}{5} Check the address; a login page or a proxy may stand in front of it.",
                Uri,
                StatusCode,
                ContentType.Length == 0 ? "no content type" : ContentType,
                Body.Count,
                why,
                why.EndsWith(".", StringComparison.Ordinal) ? "" : "."),
            inner);
}

/// <summary>One page of a list and the link to the next; null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
