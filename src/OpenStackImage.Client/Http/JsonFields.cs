using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>
/// The fields of an object that was read whole, with the tolerance of <see cref="JsonReading"/>: for what is small and rarely listed.
/// </summary>
internal static class JsonFields
{
    /// <summary>Reads a complete object.</summary>
    /// <param name="reader">Is positioned on the object, or before the document.</param>
    /// <param name="what">The expected object, for messages.</param>
    /// <exception cref="JsonSerializationException">The value is not an object.</exception>
    public static JObject LoadObject(this JsonReader reader, string what)
    {
        reader.EnterObject(what);
        return JObject.Load(reader);
    }

    /// <summary>A string, number or boolean as text; null for anything else.</summary>
    public static string? Text(this JObject json, string name)
        => json[name] is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A text that the object must have.</summary>
    /// <exception cref="JsonSerializationException">It is missing.</exception>
    public static string RequiredText(this JObject json, string name)
        => json.Text(name) is { Length: > 0 } text ? text : throw new JsonSerializationException($"the field \"{name}\" is missing.");

    /// <summary>A whole number, also if it is written as a string; null for anything else.</summary>
    public static long? Int64(this JObject json, string name)
        => long.TryParse(json.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A boolean, also if it is written as a string; false for anything that is not true.</summary>
    public static bool Boolean(this JObject json, string name)
        => string.Equals(json.Text(name), bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <summary>An ISO 8601 time; without an offset it is UTC, as OpenStack writes it.</summary>
    public static DateTimeOffset? Time(this JObject json, string name)
        => DateTimeOffset.TryParse(
            json.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>Returns an ISO 8601 time as the local time of this computer, the form of all public properties.</summary>
    public static DateTime? LocalTime(this JObject json, string name) => json.Time(name)?.LocalDateTime;

    /// <summary>An array of single values as texts; empty for anything else.</summary>
    public static IReadOnlyList<string> Texts(this JObject json, string name)
        => json[name] is JArray array
            ?
            [
                .. array.OfType<JValue>()
                    .Where(item => item.Value is not null)
                    .Select(item => Convert.ToString(item.Value, CultureInfo.InvariantCulture)!),
            ]
            : [];

    /// <summary>The objects of an array; none for anything else.</summary>
    public static IEnumerable<JObject> Objects(this JObject json, string name) => (json[name] as JArray)?.OfType<JObject>() ?? [];

    /// <summary>Sets a field unless the value is null: for Glance, null would be a value.</summary>
    public static void SetText(this JObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    /// <summary>An object; empty for anything else.</summary>
    public static JObject Object(this JObject json, string name) => json[name] as JObject ?? [];
}
