namespace OpenStackImage.Images;

/// <summary>
/// The properties of an image that do not apply to another image. A name that ends in an asterisk represents all names with that prefix.
/// </summary>
internal static class PropertyScope
{
    /// <summary>The property of an image that New-OSImage -Replaces has replaced: the ID of the image that replaced it.</summary>
    public const string ReplacedBy = "replaced_by";

    /// <summary>Set by Glance itself (glance/common/property_utils.py; glance/api/v2/images.py, os_glance namespace).</summary>
    private static readonly string[] Service = ["os_glance_*", "direct_url", "locations"];

    /// <summary>
    /// Refer to other objects of the cloud: to the server of a snapshot, to users, volumes, other images, or secrets of Barbican
    /// (nova/utils.py, get_image_from_system_metadata; cinder/image/glance.py).
    /// </summary>
    private static readonly string[] Cloud =
    [
        "image_type", "instance_uuid", "base_image_ref", "boot_roles", "image_location", "image_state", "owner_id", "owner_project_name",
        "owner_user_name", "user_id", "block_device_mapping", "bdm_v2", "root_device_name", "img_signature", "img_signature_*",
        "cinder_encryption_key_*",
    ];

    /// <summary>Refer to images of the same cloud, so only a new image in the same cloud can have them.</summary>
    private static readonly string[] OtherImages = ["kernel_id", "ramdisk_id"];

    /// <summary>Describe the data: openstacksdk skips an upload if these hashes match.</summary>
    private static readonly string[] Data =
    [
        "owner_specified.openstack.md5", "owner_specified.openstack.sha256", "owner_specified.openstack.object", "owner_specified.shade.*",
    ];

    /// <summary>True if Glance itself sets the property, and refuses it from users.</summary>
    public static bool IsOfService(string name) => IsAny(name, Service);

    /// <summary>Returns the properties that a new image with different data inherits.</summary>
    public static Dictionary<string, string> ForNewData(Image image) => Without(image, [.. Service, .. Cloud, .. Data, ReplacedBy]);

    /// <summary>Returns the properties that a copy in another cloud can have.</summary>
    public static IReadOnlyDictionary<string, string> ForOtherCloud(Image image)
        => Without(image, [.. Service, .. Cloud, .. OtherImages, ReplacedBy]);

    /// <summary>Returns the names of the properties that users have set, and that a copy in another cloud cannot have.</summary>
    public static IReadOnlyList<string> NotForOtherCloud(Image image)
    {
        string[] bound = [.. Cloud, .. OtherImages];
        return [.. image.Properties.Keys.Where(name => IsAny(name, bound)).OrderBy(name => name, StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Without(Image image, string[] names)
        => image.Properties.Where(property => !IsAny(property.Key, names))
            .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);

    private static bool IsAny(string name, string[] names) => names.Any(
        known => known[known.Length - 1] == '*'
            ? name.StartsWith(known.Substring(0, known.Length - 1), StringComparison.Ordinal)
            : name == known);
}
