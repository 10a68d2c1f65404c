using System.Text.Json;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>A request as a service receives it: without the prefix, with the complete body, and not decoded.</summary>
internal sealed class ServiceRequest
{
    private List<KeyValuePair<string, string>>? _query;

    public required string Method { get; init; }

    public required Target Target { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    /// <summary>scheme://host:port as the client sent it. URLs in bodies and in the Location header start with it.</summary>
    public required string Origin { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The number of data bytes that arrived after the service had accepted the request.</summary>
    public long DataLength { get; set; }

    /// <summary>The token of the request, if it is valid. The service sets it; the log reads it.</summary>
    public TokenRecord? Token { get; set; }

    public List<KeyValuePair<string, string>> Query => _query ??= Http.Target.QueryPairs(Target.Query);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The first value of a query parameter.</summary>
    public string? QueryValue(string name) => Query.Find(pair => pair.Key == name) is { Key: not null } found ? found.Value : null;

    public bool HasQuery(string name) => Query.Exists(pair => pair.Key == name);

    /// <summary>The body as JSON; null if it is not JSON.</summary>
    public JsonElement? BodyJson()
    {
        try
        {
            var reader = new Utf8JsonReader(Body.Span);
            return JsonDocument.TryParseValue(ref reader, out var document) && !Trails(ref reader) ? document.RootElement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Trails(ref Utf8JsonReader reader) => reader.Read();
}
