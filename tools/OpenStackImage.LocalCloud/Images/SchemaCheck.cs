using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Validates a body with the image schema. The message is that of jsonschema, as Glance returns it.</summary>
internal static class SchemaCheck
{
    public static string? Refuse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var (name, property) in ImageSchema.Properties)
        {
            if (body.TryGetProperty(name, out var value) && Refuse(property, value) is { } message)
            {
                return message;
            }
        }

        foreach (var extra in body.EnumerateObject())
        {
            if (!ImageSchema.Properties.ContainsKey(extra.Name) && extra.Value.ValueKind != JsonValueKind.String)
            {
                return Message(
                    $"{PythonRepr.Repr(extra.Value)} is not of type 'string'",
                    "type",
                    "['additionalProperties']",
                    Parse("""{"type": "string"}"""),
                    $"[{PythonRepr.Repr(extra.Name)}]",
                    extra.Value);
            }
        }

        return null;
    }

    private static string? Refuse(SchemaProperty property, JsonElement value)
    {
        var at = $"[{PythonRepr.Repr(property.Name)}]";
        var path = "['properties']" + at;
        var repr = PythonRepr.Repr(value);
        if (property.TypeName(value) is { } types)
        {
            return Message($"{repr} is not of type {types}", "type", path, property.Schema(), at, value);
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (property.MaxLength < text.EnumerateRunes().Count())
            {
                return Message($"{repr} is too long", "maxLength", path, property.Schema(), at, value);
            }

            if (property.Pattern is not null && !Regex.IsMatch(text, property.Pattern, RegexOptions.CultureInvariant))
            {
                return Message($"{repr} does not match {PythonRepr.Repr(property.Pattern)}", "pattern", path, property.Schema(), at, value);
            }

            if (property.Enum?.Contains(text) == false)
            {
                return Message(
                    $"{repr} is not one of {PythonRepr.Repr(property.Schema().GetProperty("enum"))}",
                    "enum",
                    path,
                    property.Schema(),
                    at,
                    value);
            }
        }

        return property is { Name: "tags" } ? RefuseItems(property, value, path, at) : null;
    }

    private static string? RefuseItems(SchemaProperty property, JsonElement items, string path, string at)
    {
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            var itemAt = $"{at}[{index++}]";
            if (item.ValueKind != JsonValueKind.String)
            {
                return Message(
                    $"{PythonRepr.Repr(item)} is not of type 'string'", "type", path + "['items']", Parse(property.Items!), itemAt, item);
            }

            if (item.GetString()!.Length > 255)
            {
                return Message(
                    $"{PythonRepr.Repr(item)} is too long", "maxLength", path + "['items']", Parse(property.Items!), itemAt, item);
            }
        }

        return null;
    }

    private static string Message(string what, string rule, string path, JsonElement schema, string at, JsonElement instance)
        => $"Provided object does not match schema 'image': {what}\n\n"
            + $"Failed validating '{rule}' in schema{path}:\n    {Indented(schema)}\n\nOn instance{at}:\n    {Indented(instance)}";

    private static string Indented(JsonElement value) => PythonRepr.Pretty(value).Replace("\n", "\n    ", StringComparison.Ordinal);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
