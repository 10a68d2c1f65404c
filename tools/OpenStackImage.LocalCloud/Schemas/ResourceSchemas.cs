using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Schemas;

/// <summary>
/// The schemas of tasks and metadata definitions: the names and types of Glance, without its descriptions. Clients create their objects
/// from them.
/// </summary>
internal static class ResourceSchemas
{
    private const string ResourceType = "metadefs/resource_type";

    private static readonly Dictionary<string, (string List, string[] Properties)> Resources = new()
    {
        ["task"] = (
            "tasks",
            [
                "id", "type", "status", "input:object", "result:object", "owner", "message", "image_id", "request_id", "user_id",
                "expires_at", "created_at", "updated_at", "self", "schema",
            ]),
        ["metadefs/namespace"] = ("namespaces",
        [
            "namespace", "display_name", "description", "visibility", "protected:boolean", "owner", "created_at",
            "updated_at", "schema", "self", "resource_type_associations:array", "properties:object", "objects:array", "tags:array",
        ]),
        ["metadefs/object"] = (
            "objects", ["name", "description", "required:array", "properties:object", "schema", "self", "created_at", "updated_at"]),
        ["metadefs/property"] = ("properties",
        [
            "name", "title", "description", "type", "operators:array", "enum:array", "items:object", "default",
            "minimum:number", "maximum:number",
            "minLength:integer", "maxLength:integer", "pattern", "minItems:integer", "maxItems:integer", "uniqueItems:boolean",
            "additionalItems:boolean", "readonly:boolean",
        ]),
        [ResourceType] = ("resource_type_associations", ["name", "prefix", "properties_target", "created_at", "updated_at"]),
        ["metadefs/tag"] = ("tags", ["name", "created_at", "updated_at"]),
    };

    private static readonly Dictionary<string, string> Plurals = new()
    {
        ["tasks"] = "task",
        ["metadefs/namespaces"] = "metadefs/namespace",
        ["metadefs/objects"] = "metadefs/object",
        ["metadefs/properties"] = "metadefs/property",
        ["metadefs/resource_types"] = ResourceType,
        ["metadefs/tags"] = "metadefs/tag",
    };

    /// <summary>The schema of a resource, or of a list of it; null for an unknown resource.</summary>
    public static JsonText? Document(string name)
    {
        if (Resources.ContainsKey(name))
        {
            return Write(new(), name);
        }

        if (!Plurals.TryGetValue(name, out var item))
        {
            return null;
        }

        var list = Resources[item].List;
        var json = new JsonText().BeginObject().Field("name", list).Name("properties").BeginObject().Name(list).BeginObject()
            .Field("type", list == "properties" ? "object" : "array").Name(list == "properties" ? "additionalProperties" : "items");
        return Write(json, item).EndObject().EndObject().EndObject();
    }

    private static JsonText Write(JsonText json, string name)
    {
        json.BeginObject().Field("name", name == ResourceType ? "resource_type_association" : name[(name.LastIndexOf('/') + 1)..])
            .Name("properties").BeginObject();
        foreach (var property in Resources[name].Properties)
        {
            var parts = property.Split(':');
            json.Name(parts[0]).BeginObject().Field("type", parts.ElementAtOrDefault(1) ?? "string").EndObject();
        }

        return json.EndObject().EndObject();
    }
}
