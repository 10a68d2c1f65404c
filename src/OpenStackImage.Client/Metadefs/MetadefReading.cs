using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>Reads metadata definitions. What lies in a namespace does not name it, so that the caller does.</summary>
internal static class MetadefReading
{
    public static ImageMetadefNamespace Namespace(JsonReader reader) => Namespace(reader.LoadObject("a namespace"));

    public static ImageMetadefNamespace Namespace(JObject json)
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
            ResourceTypes = [.. json.Objects(MetadefFields.ResourceTypes).Select(item => Association(name, item))],
            Properties = Properties(name, json),
            Objects = [.. json.Objects(MetadefFields.Objects).Select(item => Object(name, item))],
            Tags = [.. json.Objects(MetadefFields.Tags).Select(item => item.RequiredText(MetadefFields.Name))],
            CreatedAt = json.Time(MetadefFields.CreatedAt),
            UpdatedAt = json.Time(MetadefFields.UpdatedAt),
        };
    }

    public static ImageMetadefProperty Property(string @namespace, JObject json) => Property(@namespace, json.RequiredText(MetadefFields.Name), json);

    public static ImageMetadefObject Object(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        Description = json.Text(MetadefFields.Description),
        Required = json.Texts(MetadefFields.Required),
        Properties = Properties(@namespace, json),
        CreatedAt = json.Time(MetadefFields.CreatedAt),
        UpdatedAt = json.Time(MetadefFields.UpdatedAt),
    };

    public static ImageMetadefTag Tag(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        CreatedAt = json.Time(MetadefFields.CreatedAt),
        UpdatedAt = json.Time(MetadefFields.UpdatedAt),
    };

    public static ImageMetadefResourceTypeAssociation Association(string @namespace, JObject json) => new()
    {
        Namespace = @namespace,
        Name = json.RequiredText(MetadefFields.Name),
        Prefix = json.Text(MetadefFields.Prefix),
        PropertiesTarget = json.Text(MetadefFields.PropertiesTarget),
        CreatedAt = json.Time(MetadefFields.CreatedAt),
    };

    public static ImageMetadefResourceType ResourceType(JsonReader reader)
    {
        var json = reader.LoadObject("a resource type");
        return new ImageMetadefResourceType { Name = json.RequiredText(MetadefFields.Name), CreatedAt = json.Time(MetadefFields.CreatedAt) };
    }

    private static IReadOnlyList<ImageMetadefProperty> Properties(string @namespace, JObject json)
        => [.. json.Object(MetadefFields.Properties).Properties().Where(item => item.Value is JObject).Select(item => Property(@namespace, item.Name, (JObject)item.Value))];

    private static ImageMetadefProperty Property(string @namespace, string name, JObject json) => new()
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
