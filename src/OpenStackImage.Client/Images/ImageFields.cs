namespace OpenStackImage.Images;

/// <summary>The names of an image's fields, on the wire and in queries (glance/api/v2/images.py, get_base_properties).</summary>
internal static class ImageFields
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Status = "status";
    public const string Visibility = "visibility";
    public const string Owner = "owner";
    public const string Size = "size";
    public const string VirtualSize = "virtual_size";
    public const string DiskFormat = "disk_format";
    public const string ContainerFormat = "container_format";
    public const string MinDisk = "min_disk";
    public const string MinRam = "min_ram";
    public const string Checksum = "checksum";
    public const string HashAlgorithm = "os_hash_algo";
    public const string HashValue = "os_hash_value";
    public const string Protected = "protected";
    public const string Hidden = "os_hidden";
    public const string Tags = "tags";
    public const string Stores = "stores";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";
    public const string Self = "self";
    public const string File = "file";
    public const string Schema = "schema";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        Id, Name, Status, Visibility, Owner, Size, VirtualSize, DiskFormat, ContainerFormat, MinDisk, MinRam, Checksum, HashAlgorithm,
        HashValue, Protected, Hidden, Tags, Stores, CreatedAt, UpdatedAt, Self, File, Schema,
    };

    /// <summary>True for the name of a field that every image has.</summary>
    public static bool Contains(string name) => All.Contains(name);
}
