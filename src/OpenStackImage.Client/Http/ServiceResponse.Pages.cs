using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <content>The pages of a list, whose items are read while the page is received.</content>
internal sealed partial record ServiceResponse
{
    /// <summary>Reads an array without a key around it, item by item.</summary>
    /// <exception cref="UnexpectedResponseException">An item is not valid; those before it have been passed on.</exception>
    public void ReadItems<T>(ReadJson<T> readItem, Action<T> found, JsonNameTable names)
        => Guarded(
            reader =>
            {
                ReadItems("the list", reader, () => found(readItem(reader)));
                return true;
            },
            names);

    /// <summary>
    /// Reads the link to the next page of <c>{"key": [{}, {}], "next": "..."}</c>, the list from which the items have been taken. Keystone
    /// writes it as <c>"links": {"next": "..."}</c>.
    /// </summary>
    /// <param name="key">The property that holds the list.</param>
    /// <param name="taken">How many items have been taken from it.</param>
    /// <param name="unusable">Gets a failure for each item that is not an object.</param>
    /// <returns>The link, null at the end, and whether the list has more items than those of the response.</returns>
    /// <exception cref="UnexpectedResponseException">The body is not such an object, or not all of its items were taken.</exception>
    public (string? Next, bool IsCut) ReadNext(string key, int taken, Action<UnexpectedResponseException> unusable) => Guarded(reader =>
    {
        string? next = null;
        var isCut = false;
        var found = false;
        reader.EnterObject("the response");
        while (reader.NextProperty(out var name))
        {
            if (name == key)
            {
                found = !found ? true : throw Twice(key);
                RequireTaken(key, reader, taken, unusable);
            }
            else if (name == "next")
            {
                next = reader.ReadTextOrNull();
            }
            else if (name == "links")
            {
                next = ReadNextLink(reader) ?? next;
            }
            else if (name == "truncated")
            {
                SkipValue(reader);
                isCut = reader.Value is true;
            }
            else
            {
                SkipValue(reader);
            }
        }

        return found ? (next, isCut) : throw Missing(key);
    });

    private static string? ReadNextLink(JsonReader reader)
    {
        string? next = null;
        reader.Read();
        if (reader.TokenType != JsonToken.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.NextProperty(out var name))
        {
            if (name == "next")
            {
                next = reader.ReadText();
            }
            else
            {
                SkipValue(reader);
            }
        }

        return next;
    }

    private void RequireTaken(string key, JsonReader reader, int taken, Action<UnexpectedResponseException> unusable)
    {
        var left = -taken;
        EnterArray(key, reader);
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (reader.TokenType != JsonToken.StartObject)
            {
                unusable(Unexpected($"\"{key}\" holds {JsonReading.Describe(reader)}"));
            }
            else
            {
                left++;
            }

            reader.Skip();
        }

        // The scanner compares bytes and the reader characters: "im\u0061ges" must not pass for an empty list.
        if (left != 0)
        {
            throw new JsonSerializationException($"the key \"{key}\" is written with escape sequences.");
        }
    }
}
