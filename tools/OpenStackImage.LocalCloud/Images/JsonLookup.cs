using System.Text.Json;

namespace OpenStackImage.LocalCloud.Images;

internal static class JsonLookup
{
    /// <summary>A member of an object; false also when it is none.</summary>
    public static bool TryGet(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }
}
