namespace OpenStackImage.Metadefs;

/// <summary>
/// The names of the fields of metadata definitions (glance/api/v2/metadef_namespaces.py, get_schema, and its neighbors).
/// </summary>
internal static class MetadefFields
{
    public const string Namespace = "namespace";
    public const string DisplayName = "display_name";
    public const string Description = "description";
    public const string Visibility = "visibility";
    public const string Protected = "protected";
    public const string ResourceTypes = "resource_type_associations";
    public const string Properties = "properties";
    public const string Objects = "objects";
    public const string Tags = "tags";
    public const string Name = "name";
    public const string Title = "title";
    public const string Type = "type";
    public const string Default = "default";
    public const string Enum = "enum";
    public const string Minimum = "minimum";
    public const string Maximum = "maximum";
    public const string Pattern = "pattern";
    public const string Required = "required";
    public const string Prefix = "prefix";
    public const string PropertiesTarget = "properties_target";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";
}
