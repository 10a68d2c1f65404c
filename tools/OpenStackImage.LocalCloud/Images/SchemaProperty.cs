using System.Text.Json;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>A property of the image schema: its allowed values and its description.</summary>
internal sealed record SchemaProperty(string Name, string Type, string Description)
{
    public bool Nullable { get; init; }

    public bool ReadOnly { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>Custom properties of Glance's example configuration, which have <c>is_base: false</c>.</summary>
    public bool Custom { get; init; }

    /// <summary>Whether a custom property shows its type before its description.</summary>
    public bool TypeFirst { get; init; }

    /// <summary>The schema of the items, for an array.</summary>
    public string? Items { get; init; }

    public string? TypeName(JsonElement value) => Accepts(value) ? null : Nullable ? $"'null', '{Type}'" : $"'{Type}'";

    /// <summary>The schema as JSON. Keys are in Glance's order, which differs for those that come from its configuration.</summary>
    public JsonElement Schema()
    {
        var json = new JsonText().BeginObject();
        if (Custom)
        {
            WriteCustom(json);
        }
        else
        {
            WriteBase(json);
        }

        return JsonDocument.Parse(json.EndObject().Bytes).RootElement;
    }

    private void WriteCustom(JsonText json)
    {
        if (Pattern is null && !TypeFirst)
        {
            json.Field("description", Description).Field("type", Type);
            WriteEnum(json);
        }
        else
        {
            WriteType(json);
            WritePattern(json);
            json.Field("description", Description);
        }

        json.Field("is_base", false);
    }

    private void WriteBase(JsonText json)
    {
        WriteType(json);
        if (ReadOnly)
        {
            json.Field("readOnly", true);
        }

        if (Name == "locations")
        {
            WriteItems(json);
            json.Field("description", Description);
        }
        else
        {
            json.Field("description", Description);
            WriteItems(json);
        }

        WritePattern(json);
        if (MaxLength is not null)
        {
            json.Field("maxLength", MaxLength);
        }

        WriteEnum(json);
    }

    private void WriteType(JsonText json)
    {
        json.Name("type");
        if (Nullable)
        {
            json.BeginArray().Value("null").Value(Type).EndArray();
        }
        else
        {
            json.Value(Type);
        }
    }

    private void WritePattern(JsonText json)
    {
        if (Pattern is not null)
        {
            json.Field("pattern", Pattern);
        }
    }

    private void WriteItems(JsonText json)
    {
        if (Items is not null)
        {
            json.Name("items").Raw(System.Text.Encoding.UTF8.GetBytes(Items));
        }
    }

    private bool Accepts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nullable,
        JsonValueKind.String => Type == "string",
        JsonValueKind.True or JsonValueKind.False => Type == "boolean",
        JsonValueKind.Number => Type == "integer" && value.TryGetInt64(out _),
        JsonValueKind.Array => Type == "array",
        _ => false,
    };

    private void WriteEnum(JsonText json)
    {
        if (Enum is null)
        {
            return;
        }

        json.Name("enum").BeginArray();
        if (Nullable)
        {
            json.Value((string?)null);
        }

        foreach (var value in Enum)
        {
            json.Value(value);
        }

        json.EndArray();
    }
}
