using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>A request to a real Keystone or Glance, and its response.</summary>
internal sealed record RecordedExchange
{
    public required string Label { get; init; }

    public required string Who { get; init; }

    [JsonPropertyName("svc")]
    public required string Service { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Request { get; init; }

    public int? Status { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public int? Bytes { get; init; }

    public string? Body { get; init; }

    /// <summary>Bodies are recorded up to 1500 characters, of which shortened names have taken a few.</summary>
    public bool IsCut => Body is { Length: > 1450 } && Bytes > Body.Length + 50;

    public static IReadOnlyList<RecordedExchange> Load(string name)
    {
        using var file = File.OpenRead(System.IO.Path.Combine(AppContext.BaseDirectory, "Recorded", name));
        return JsonSerializer.Deserialize<List<RecordedExchange>>(file, JsonSerializerOptions.Web)!;
    }
}
