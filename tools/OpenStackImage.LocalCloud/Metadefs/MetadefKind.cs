using System.Text.Json.Nodes;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>A kind of content of a namespace: its lists, and Glance's names and errors for it.</summary>
internal sealed record MetadefKind(
    string ListKey, string Word, Func<MetadefNamespace, OrderedDictionary<string, JsonObject>> Of, string MissingText, string TakenText)
{
    private static readonly string[] PropertyTypes = ["array", "boolean", "integer", "number", "object", "string"];

    public static MetadefKind Properties
        => new(
            "properties",
            "property",
            space => space.Properties,
            "Could not find property {0}",
            "A metadata definition property with name={0} already exists in namespace={1}.");

    public static MetadefKind Objects
        => new(
            "objects",
            "object",
            space => space.Objects,
            "Could not find metadata object {0}",
            "A metadata definition object with name={0} already exists in namespace={1}.");

    public static MetadefKind Tags
        => new(
            "tags",
            "tag",
            space => space.Tags,
            "Could not find metadata tag {0}",
            "A metadata tag with name={0} already exists in namespace={1}. (Please note that metadata tag names are case insensitive).");

    public static MetadefKind Associations => new(
        "resource_type_associations",
        "resource_type_association",
        space => space.ResourceTypes,
        "Failed to find resource type {0} to delete",
        "The metadata definition resource-type association of resource-type={0} to namespace={1} already exists.");

    public string Missing(string name) => MissingText.Replace("{0}", name, StringComparison.Ordinal);

    public string Taken(string name, string space)
        => TakenText.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", space, StringComparison.Ordinal);

    /// <summary>Returns why an item does not match the schema; null if it does.</summary>
    public string? Invalid(JsonObject item)
        => item["name"] is null ? $"Provided object does not match schema '{Word}': 'name' is a required property"
        : Word != "property" ? null
        : item["title"] is null ? "Provided object does not match schema 'property': 'title' is a required property"
        : item["type"]?.GetValue<string>() is not { } type
        ? "Provided object does not match schema 'property': 'type' is a required property"
        : !PropertyTypes.Contains(type)
        ? $"Provided object does not match schema 'property': '{type}' is not one of "
            + "['array', 'boolean', 'integer', 'number', 'object', 'string', None]"
        : null;
}
