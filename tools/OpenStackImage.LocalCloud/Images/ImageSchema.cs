using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's image schema, which is returned as a document and used to validate bodies.</summary>
internal static class ImageSchema
{
    public const string UuidPattern = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$";
    private const string PropertyKeys = " as specified in https://docs.openstack.org/python-glanceclient/latest/cli/property-keys.html";

    public static readonly IReadOnlyList<string> Visibilities = ["community", "public", "private", "shared"];

    public static readonly OrderedDictionary<string, SchemaProperty> Properties = Table(
    [
        new("id", "string", "An identifier for the image") { Pattern = UuidPattern },
        new("name", "string", "Descriptive name for the image") { Nullable = true, MaxLength = 255 },
        new("status", "string", "Status of the image")
        {
            ReadOnly = true,
            Enum = ["queued", "saving", "active", "killed", "deleted", "uploading", "importing", "pending_delete", "deactivated"],
        },
        new("visibility", "string", "Scope of image accessibility") { Enum = Visibilities },
        new("protected", "boolean", "If true, image will not be deletable."),
        new("os_hidden", "boolean", "If true, image will not appear in default image list response."),
        new("checksum", "string", "md5 hash of image contents.") { Nullable = true, ReadOnly = true, MaxLength = 32 },
        new("os_hash_algo", "string", "Algorithm to calculate the os_hash_value") { Nullable = true, ReadOnly = true, MaxLength = 64 },
        new(
            "os_hash_value",
            "string",
            "Hexdigest of the image contents using the algorithm specified by the os_hash_algo")
        {
            Nullable = true,
            ReadOnly = true,
            MaxLength = 128,
        },
        new("owner", "string", "Owner of the image") { Nullable = true, MaxLength = 255 },
        new("size", "integer", "Size of image file in bytes") { Nullable = true, ReadOnly = true },
        new("virtual_size", "integer", "Virtual size of image in bytes") { Nullable = true, ReadOnly = true },
        new("container_format", "string", "Format of the container")
        {
            Nullable = true,
            Enum = ["ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"],
        },
        new("disk_format", "string", "Format of the disk")
        {
            Nullable = true,
            Enum = ["ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop"],
        },
        new("created_at", "string", "Date and time of image registration") { ReadOnly = true },
        new("updated_at", "string", "Date and time of the last image modification") { ReadOnly = true },
        new("tags", "array", "List of strings related to the image") { Items = """{"type": "string", "maxLength": 255}""" },
        new("direct_url", "string", "URL to access the image file kept in external store") { ReadOnly = true },
        new("min_ram", "integer", "Amount of ram (in MB) required to boot image."),
        new("min_disk", "integer", "Amount of disk space (in GB) required to boot image."),
        new("self", "string", "An image self url") { ReadOnly = true },
        new("file", "string", "An image file url") { ReadOnly = true },
        new(
            "stores",
            "string",
            "Store in which image data resides.  Only present when the operator has enabled multiple stores.  "
            + "May be a comma-separated list of store identifiers.") { ReadOnly = true },
        new("schema", "string", "An image schema url") { ReadOnly = true },
        new("locations", "array", "A set of URLs to access the image file kept in external store") { Items = Location },
        new(
            "kernel_id",
            "string",
            "ID of image stored in Glance that should be used as the kernel when booting an AMI-style image.")
        {
            Nullable = true,
            Pattern = UuidPattern,
            Custom = true,
        },
        new(
            "ramdisk_id",
            "string",
            "ID of image stored in Glance that should be used as the ramdisk when booting an AMI-style image.")
        {
            Nullable = true,
            Pattern = UuidPattern,
            Custom = true,
        },
        new(
            "instance_uuid",
            "string",
            "Metadata which can be used to record which instance this image is associated with. "
            + "(Informational only, does not create an instance snapshot.)")
        {
            Custom = true,
            TypeFirst = true,
        },
        new("architecture", "string", "Operating system architecture" + PropertyKeys) { Custom = true },
        new("os_distro", "string", "Common name of operating system distribution" + PropertyKeys) { Custom = true },
        new("os_version", "string", "Operating system version as specified by the distributor.") { Custom = true },
        new("description", "string", "A human-readable string describing this image.") { Custom = true },
        new(
            "cinder_encryption_key_id",
            "string",
            "Identifier in the OpenStack Key Management Service for the encryption key for the Block Storage Service "
            + "to use when mounting a volume created from this image") { Custom = true },
        new(
            "cinder_encryption_key_deletion_policy",
            "string",
            "States the condition under which the Image Service will delete the object associated "
            + "with the 'cinder_encryption_key_id' image property.  "
            + "If this property is missing, the Image Service will take no action")
        {
            Custom = true,
            Enum = ["on_image_deletion", "do_not_delete"],
        },
    ]);

    private const string Location
        = """{"type": "object", "properties": {"url": {"type": "string", "maxLength": 255},"""
        + """ "metadata": {"type": "object"},"""
        + """ "validation_data": {"description": "Values to be used to populate the corresponding image properties."""
        + """ If the image status is not 'queued', values must exactly match those already contained in the image properties.","""
        + """ "type": "object", "writeOnly": true, "additionalProperties": false,"""
        + """ "properties": {"checksum": {"type": "string", "minLength": 32, "maxLength": 32},"""
        + """ "os_hash_algo": {"type": "string", "maxLength": 64}, "os_hash_value": {"type": "string", "maxLength": 128}},"""
        + """ "required": ["os_hash_algo", "os_hash_value"]}}, "required": ["url", "metadata"]}""";

    public static JsonText Document() => Write(new());

    public static JsonText CollectionDocument()
    {
        var json = new JsonText().BeginObject().Field("name", "images").Name("properties").BeginObject()
            .Name("images").BeginObject().Field("type", "array").Name("items");
        Write(json).EndObject();
        foreach (var link in (string[])["first", "next", "schema"])
        {
            json.Name(link).BeginObject().Field("type", "string").EndObject();
        }

        json.EndObject().Name("links").BeginArray();
        foreach (var (rel, href) in ((string, string)[])[("first", "{first}"), ("next", "{next}"), ("describedby", "{schema}")])
        {
            json.BeginObject().Field("rel", rel).Field("href", href).EndObject();
        }

        return json.EndArray().EndObject();
    }

    private static JsonText Write(JsonText json)
    {
        json.BeginObject().Field("name", "image").Name("properties").BeginObject();
        foreach (var (name, property) in Properties)
        {
            json.Name(name).Value(property.Schema());
        }

        json.EndObject().Name("additionalProperties").BeginObject().Field("type", "string").EndObject().Name("links").BeginArray();
        foreach (var (rel, href) in ((string, string)[])[("self", "{self}"), ("enclosure", "{file}"), ("describedby", "{schema}")])
        {
            json.BeginObject().Field("rel", rel).Field("href", href).EndObject();
        }

        return json.EndArray().EndObject();
    }

    private static OrderedDictionary<string, SchemaProperty> Table(SchemaProperty[] properties)
        => new(properties.Select(property => KeyValuePair.Create(property.Name, property)));
}
