using System.Text.Json;

namespace OpenStackImage.LocalCloud.Images;

internal static class JsonLookup
{
    /// <summary>Gets a member of an object; returns false if the value is not an object.</summary>
    public static bool TryGet(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }
}
