using Newtonsoft.Json;

namespace OpenStackImage;

/// <summary>
/// The text of a list or a mapping in one cell of a table: <c>a, b</c> and <c>k=v; k2=v2</c>. If this would be ambiguous, the text is JSON.
/// </summary>
internal static class CellText
{
    /// <summary>Returns the text of a list.</summary>
    public static string OfList(IReadOnlyCollection<string> items)
        => items.Any(IsUnclearItem) ? JsonConvert.SerializeObject(items) : string.Join(", ", items);

    /// <summary>Returns the text of a mapping.</summary>
    public static string OfMap(IReadOnlyCollection<KeyValuePair<string, string>> entries)
        => entries.Any(IsUnclearEntry)
            ? JsonConvert.SerializeObject(entries.ToDictionary(entry => entry.Key, entry => entry.Value))
            : string.Join("; ", entries.Select(entry => $"{entry.Key}={entry.Value}"));

    /// <summary>Reads the text of a list.</summary>
    /// <exception cref="FormatException">It begins as JSON, and is not a JSON list of texts.</exception>
    public static string[] ReadList(string text)
        => text.TrimStart().StartsWith("[", StringComparison.Ordinal)
            ? FromJson<string[]>(text)
            : [.. text.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0)];

    /// <summary>Reads the text of a mapping.</summary>
    /// <exception cref="FormatException">An entry has no name or no equals sign, or the JSON is not a mapping of texts.</exception>
    public static IReadOnlyDictionary<string, string> ReadMap(string text)
    {
        if (text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return FromJson<Dictionary<string, string>>(text);
        }

        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in text.Split(';').Select(entry => entry.Trim()).Where(entry => entry.Length > 0))
        {
            var equals = entry.IndexOf('=');
            entries[equals > 0 ? entry.Substring(0, equals).Trim() : throw NoEntry(entry)] = entry.Substring(equals + 1);
        }

        return entries;
    }

    private static bool IsUnclearItem(string item) => item.Length == 0 || item.Trim() != item || item.IndexOf(',') >= 0 || item[0] == '[';

    private static bool IsUnclearEntry(KeyValuePair<string, string> entry)
        => entry.Key.Length == 0 || entry.Key[0] == '{' || entry.Key.IndexOfAny(['=', ';']) >= 0 || entry.Key.Trim() != entry.Key
            || entry.Value.IndexOf(';') >= 0 || entry.Value.TrimEnd() != entry.Value;

    private static T FromJson<T>(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(text) ?? throw new FormatException("The JSON is null.");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"The text is not valid JSON: {broken.Message}", broken);
        }
    }

    private static FormatException NoEntry(string entry) => new($"'{entry}' is not a property. Specify name=value; name2=value2, or JSON.");
}
