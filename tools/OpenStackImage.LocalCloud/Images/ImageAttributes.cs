using System.Text.Json;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The attributes of an image by their names in bodies, with the rules for them.</summary>
internal static class ImageAttributes
{
    private const string ReservedPrefix = "os_glance_";
    private static readonly HashSet<string> ReadOnly =
        [
            "created_at", "updated_at", "status", "checksum", "size", "virtual_size", "direct_url", "self", "file", "schema", "id",
            "os_hash_algo", "os_hash_value",
        ];

    private static readonly HashSet<string> NeverInCreate = ["direct_url", "self", "file", "schema", "stores"];
    private static readonly HashSet<string> NotAtCreate = ["created_at", "updated_at", "status", "checksum", "size", "virtual_size"];
    private static readonly HashSet<string> Reserved = ["location", "deleted", "deleted_at"];
    private static readonly HashSet<string> Settable =
        ["name", "visibility", "owner", "disk_format", "container_format", "min_disk", "min_ram", "protected", "os_hidden", "tags"];

    public static bool IsReadOnly(string name) => ReadOnly.Contains(name);

    public static bool IsNeverInCreate(string name) => NeverInCreate.Contains(name);

    public static bool IsSetByTheServer(string name) => NotAtCreate.Contains(name);

    public static bool IsReserved(string name) => Reserved.Contains(name) || name.StartsWith(ReservedPrefix, StringComparison.Ordinal);

    /// <summary>Whether it is an attribute every image has, and not a custom property.</summary>
    public static bool IsAttribute(string name) => Settable.Contains(name) || ReadOnly.Contains(name) || name == "locations";

    /// <summary>Sets an attribute to a value that matches the schema. Returns the message of Glance if it rejects the value.</summary>
    public static string? Set(ImageRecord image, string name, JsonElement value)
    {
        switch (name)
        {
            case "name":
                if (value.GetString()?.Any(char.IsSurrogate) == true)
                {
                    return "Name can't contain 4 byte unicode characters.";
                }

                image.Name = value.GetString();
                break;
            case "visibility": image.Visibility = value.GetString()!; break;
            case "owner": image.Owner = value.GetString(); break;
            case "disk_format": image.DiskFormat = value.GetString(); break;
            case "container_format": image.ContainerFormat = value.GetString(); break;
            case "protected": image.IsProtected = value.GetBoolean(); break;
            case "os_hidden": image.IsHidden = value.GetBoolean(); break;
            case "min_disk" or "min_ram" when value.GetInt64() < 0:
                return $"Invalid value '{value.GetInt64()}' for parameter '{name}': Cannot be a negative value";
            case "min_disk" or "min_ram" when value.GetInt64() > int.MaxValue:
                return $"'{name}' value out of range, must not exceed {int.MaxValue}.";
            case "min_disk": image.MinDisk = value.GetInt64(); break;
            case "min_ram": image.MinRam = value.GetInt64(); break;
            case "tags":
                image.Tags.Clear();
                foreach (var tag in value.EnumerateArray().Select(tag => tag.GetString()!).Distinct())
                {
                    image.Tags.Add(tag);
                }

                break;
            default:
                image.Properties[name] = value.ValueKind == JsonValueKind.Null ? null : value.GetString();
                break;
        }

        return null;
    }
}
