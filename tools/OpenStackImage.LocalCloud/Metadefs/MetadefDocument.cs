using System.Text.Json;
using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>Metadata definitions as Glance shows them.</summary>
internal static class MetadefDocument
{
    private const string Root = "/v2/metadefs/namespaces/";

    /// <summary>A namespace alone, as in a list, or with its content.</summary>
    public static JsonObject Namespace(MetadefNamespace space, bool withTypes, bool withContent, string? prefix = null)
    {
        JsonObject json = new() { ["namespace"] = space.Name };
        foreach (var (name, value) in space.Fields)
        {
            json[name] = value?.DeepClone();
        }

        json["owner"] = space.Owner;
        json["created_at"] = ImageDocument.Time(space.CreatedAt);
        json["updated_at"] = ImageDocument.Time(space.UpdatedAt);
        if (withTypes && space.ResourceTypes.Count > 0)
        {
            json["resource_type_associations"] = List(space.ResourceTypes.Values);
        }

        if (withContent)
        {
            if (space.Properties.Count > 0)
            {
                json["properties"] = Properties(space, prefix);
            }

            if (space.Objects.Count > 0)
            {
                json["objects"] = List(space.Objects.Values);
            }

            if (space.Tags.Count > 0)
            {
                json["tags"] = TagNames(space);
            }
        }

        json["self"] = Root + space.Name;
        json["schema"] = "/v2/schemas/metadefs/namespace";
        return json;
    }

    public static JsonObject Properties(MetadefNamespace space, string? prefix = null)
    {
        JsonObject json = [];
        foreach (var (name, property) in space.Properties)
        {
            json[prefix + name] = property.DeepClone();
        }

        return json;
    }

    public static JsonObject ResourceType(string name, DateTimeOffset createdAt)
        => new() { ["name"] = name, ["created_at"] = ImageDocument.Time(createdAt) };

    public static JsonArray List(IEnumerable<JsonObject> items) => new([.. items.Select(item => item.DeepClone())]);

    public static JsonText Text(JsonNode json) => new JsonText().Value(JsonSerializer.SerializeToElement(json));

    public static JsonArray TagNames(MetadefNamespace space)
        => new([.. space.Tags.Keys.Select(tag => new JsonObject { ["name"] = tag })]);

    /// <summary>Returns an item as Glance shows it. A property is stored without its name.</summary>
    public static JsonText Item(MetadefKind kind, string name, JsonObject item)
    {
        var shown = (JsonObject)item.DeepClone();
        if (kind.Word == "property")
        {
            shown.Insert(0, "name", name);
        }

        return Text(shown);
    }
}
