using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Request bodies of Keystone: an object with one named object in it.</summary>
internal static class IdentityBody
{
    public static bool TryRead(ServiceRequest request, string name, out JsonElement value, [NotNullWhen(false)] out Reply? refusal)
    {
        value = default;
        refusal = null;
        if (!request.Body.IsEmpty && request.Header("Content-Type")?.StartsWith(MediaType.Json, StringComparison.OrdinalIgnoreCase) != true)
        {
            refusal = IdentityReply.Expecting("application/json", "Content-Type header");
        }
        else if (request.Body.IsEmpty)
        {
            refusal = IdentityReply.Expecting(name, "request body");
        }
        else if (request.BodyJson() is not { ValueKind: JsonValueKind.Object } body)
        {
            refusal = IdentityReply.Expecting("valid JSON", "request body");
        }
        else if (!body.TryGetProperty(name, out value) || value.ValueKind != JsonValueKind.Object)
        {
            refusal = IdentityReply.Expecting(name, "request body");
        }

        return refusal is null;
    }

    public static string? Text(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool? Flag(this JsonElement element, string name)
        => element.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    public static JsonElement? Object(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    /// <summary>Returns the unknown attributes, which Keystone keeps.</summary>
    public static Dictionary<string, JsonElement> Extra(this JsonElement element, IReadOnlySet<string> known)
    {
        Dictionary<string, JsonElement> extra = [];
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                extra[property.Name] = property.Value.Clone();
            }
        }

        return extra;
    }
}
