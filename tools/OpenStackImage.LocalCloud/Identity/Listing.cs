using System.Text.Json;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Keystone's lists: the records that match the filters of the query, and links.</summary>
internal static class Listing
{
    public static Reply Of<T>(
        ServiceRequest request, string name, IEnumerable<T> records, Action<JsonText, T> write, string? next = null, bool isCut = false)
    {
        var json = new JsonText(ascii: true).BeginObject().Name(name).BeginArray();
        foreach (var record in records)
        {
            write(json, record);
        }

        json.EndArray().Name("links").BeginObject().Field("next", next).Field("self", IdentityPath.Self(request))
            .Field("previous", (string?)null).EndObject();
        return IdentityReply.Ok((isCut ? json.Field("truncated", true) : json).EndObject());
    }

    public static Reply One<T>(string name, T record, Action<JsonText, T> write, Func<JsonText, Reply> response)
    {
        var json = new JsonText(ascii: true).BeginObject().Name(name);
        write(json, record);
        return response(json.EndObject());
    }

    /// <summary>True if a record matches a filter, or the query does not contain the filter.</summary>
    public static bool Passes(this ServiceRequest request, string filter, string? value)
        => request.QueryValue(filter) is not { } wanted || wanted == value;

    /// <summary>Keystone treats any other value as true.</summary>
    public static bool Passes(this ServiceRequest request, string filter, bool value)
        => request.QueryValue(filter) is not { } wanted || (wanted is not ("0" or "false" or "False")) == value;

    /// <summary>The response to an update contains the unknown attributes twice.</summary>
    public static void Extra(this JsonText json, IReadOnlyDictionary<string, JsonElement> extra)
    {
        if (extra.Count == 0)
        {
            return;
        }

        json.Name("extra").BeginObject();
        foreach (var (name, value) in extra)
        {
            json.Name(name).Value(value);
        }

        json.EndObject();
    }

    public static JsonText SelfLink(this JsonText json, string href)
        => json.Name("links").BeginObject().Field("self", href).EndObject();
}
