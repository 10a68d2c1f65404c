using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;

namespace OpenStackImage.LocalCloud.Locations;

/// <summary>
/// The hash that a client expects the data at a location to have (glance/api/v2/images.py, get_add_location_properties and
/// _validate_hashing_data).
/// </summary>
/// <param name="Algorithm">md5, sha1, sha256 or sha512.</param>
/// <param name="Value">The hash. Glance compares it as text, so that capital digits never match.</param>
internal sealed record ValidationData(string Algorithm, string Value)
{
    private const string Names = "['sha1', 'sha256', 'sha512', 'md5']";

    private static readonly Dictionary<string, int> Sizes = new() { ["sha1"] = 20, ["sha256"] = 32, ["sha512"] = 64, ["md5"] = 16 };

    /// <summary>Reads the hash of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="refusal">Why it is refused; null if it is not.</param>
    /// <returns>The hash; null if the body has none.</returns>
    public static ValidationData? Read(JsonElement body, out string? refusal)
    {
        refusal = null;
        if (!body.TryGet("validation_data", out var data))
        {
            return null;
        }

        var algorithm = data.TryGet("os_hash_algo", out var name) ? name.ToString() : "";
        var value = data.TryGet("os_hash_value", out var hash) ? hash.ToString() : "";
        refusal = !Sizes.TryGetValue(algorithm, out var size)
            ? $"Provided object does not match schema 'location': '{algorithm}' is not one of {Names}\n\n"
                + $"Failed validating 'enum' in schema{Place("properties")}:\n"
                + $"    {{'type': 'string',\n     'maxLength': 64,\n     'enum': {Names}}}\n\n"
                + $"On instance{Place(null)}:\n    '{algorithm}'"
            : value.Length % 2 != 0 || !value.All(char.IsAsciiHexDigit)
            ? $"os_hash_value ({value}) is not a valid hexadecimal value"
            : value.Length != 2 * size
            ? $"os_hash_value: ({value}) is not the correct size for ({algorithm}) (should be ({size}) bytes)"
            : null;
        return new(algorithm, value);
    }

    private static string Place(string? between)
    {
        var inner = between is null ? "" : $"['{between}']";
        return $"{inner}['add_location']{inner}['validation_data']{inner}['os_hash_algo']";
    }

    /// <summary>Writes the hash to the input of the task.</summary>
    public static JsonText Write(JsonText json, ValidationData? data)
    {
        json.Name("validation_data").BeginObject();
        return data is null ? json.EndObject()
            : json.Field("os_hash_algo", data.Algorithm).Field("os_hash_value", data.Value).EndObject();
    }
}
