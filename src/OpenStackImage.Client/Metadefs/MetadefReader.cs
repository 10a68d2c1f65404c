using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>Reads metadata definitions. A definition does not contain the name of its namespace; the caller passes it.</summary>
internal static class MetadefReader
{
    /// <summary>Compares the name in a response with the one that was requested; databases may compare names ignoring case.</summary>
    /// <exception cref="JsonSerializationException">It is the name of another definition.</exception>
    public static void RequireName(string? name, string requested)
    {
        if (name is not null && !string.Equals(name, requested, StringComparison.OrdinalIgnoreCase))
        {
            throw new JsonSerializationException($"it is about '{name}' and not about '{requested}'.");
        }
    }

    /// <summary>Reads the namespace of a name.</summary>
    /// <exception cref="JsonSerializationException">It is another one.</exception>
    public static ImageMetadefNamespace ReadNamespace(JObject json, string name)
    {
        RequireName(json.Text(MetadefFields.Namespace), name);
        return ReadNamespace(json);
    }

    public static ImageMetadefNamespace ReadNamespace(JsonReader reader) => ReadNamespace(reader.LoadObject("a namespace"));

    public static ImageMetadefNamespace ReadNamespace(JObject json)
    {
        var name = json.RequiredText(MetadefFields.Namespace);
        return new ImageMetadefNamespace
        {
            Namespace = name,
            DisplayName = json.Text(MetadefFields.DisplayName),
            Description = json.Text(MetadefFields.Description),
            Visibility = json.Text(MetadefFields.Visibility) ?? "",
            IsProtected = json.Boolean(MetadefFields.Protected),
            OwnerId = json.Text("owner"),
            ResourceTypes = [.. json.Objects(MetadefFields.ResourceTypes).Select(item => ReadAssociation(name, item))],
            Properties = ReadProperties(name, json),
            Objects = [.. json.Objects(MetadefFields.Objects).Select(item => ReadObject(name, item))],
            Tags = [.. json.Objects(MetadefFields.Tags).Select(item => item.RequiredText(MetadefFields.Name))],
            CreatedAt = json.LocalTime(MetadefFields.CreatedAt),
            UpdatedAt = json.LocalTime(MetadefFields.UpdatedAt),
        };
    }

    public static ImageMetadefProperty ReadProperty(string @namespace, JObject json)
        => ReadProperty(@namespace, json.RequiredText(MetadefFields.Name), json);

    public static ImageMetadefObject ReadObject(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        Description = json.Text(MetadefFields.Description),
        Required = json.Texts(MetadefFields.Required),
        Properties = ReadProperties(@namespace, json),
        Schema = json.Object(MetadefFields.Properties).ToString(Formatting.None),
        CreatedAt = json.LocalTime(MetadefFields.CreatedAt),
        UpdatedAt = json.LocalTime(MetadefFields.UpdatedAt),
    };

    public static ImageMetadefTag ReadTag(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        CreatedAt = json.LocalTime(MetadefFields.CreatedAt),
        UpdatedAt = json.LocalTime(MetadefFields.UpdatedAt),
    };

    public static ImageMetadefResourceTypeAssociation ReadAssociation(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        Prefix = json.Text(MetadefFields.Prefix),
        PropertiesTarget = json.Text(MetadefFields.PropertiesTarget),
        CreatedAt = json.LocalTime(MetadefFields.CreatedAt),
    };

    public static ImageMetadefResourceType ReadResourceType(JsonReader reader)
    {
        var json = reader.LoadObject("a resource type");
        return new ImageMetadefResourceType
        {
            Name = json.RequiredText(MetadefFields.Name),
            CreatedAt = json.LocalTime(MetadefFields.CreatedAt),
        };
    }

    private static IReadOnlyList<ImageMetadefProperty> ReadProperties(string @namespace, JObject json)
        => [.. json.Object(MetadefFields.Properties).Properties()
            .Where(item => item.Value is JObject)
            .Select(item => ReadProperty(@namespace, item.Name, (JObject)item.Value))];

    private static ImageMetadefProperty ReadProperty(string @namespace, string name, JObject json) => new()
    {
        Namespace = @namespace,
        Name = name,
        Title = json.Text(MetadefFields.Title),
        Description = json.Text(MetadefFields.Description),
        Type = json.Text(MetadefFields.Type),
        Default = json.Text(MetadefFields.Default),
        AllowedValues = json.Texts(MetadefFields.Enum),
        Minimum = json.Text(MetadefFields.Minimum),
        Maximum = json.Text(MetadefFields.Maximum),
        Pattern = json.Text(MetadefFields.Pattern),
        Schema = json.ToString(Formatting.None),
    };
}
