using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>
/// The fields of a new metadata definition, or the changes of an existing one. A field that is null is not sent, or not changed.
/// </summary>
internal abstract record MetadefDraft
{
    /// <summary>The name, or the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Sets the fields in a JSON document of Glance.</summary>
    public abstract void ApplyTo(JObject json);

    /// <summary>Parses JSON that the user wrote.</summary>
    /// <exception cref="InvalidMetadefException">The text is not a JSON object.</exception>
    protected internal static JObject Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader) as JObject
                ?? throw new InvalidMetadefException("The JSON is not an object. Specify an object, for example { \"title\": \"...\" }.");
        }
        catch (JsonException broken)
        {
            throw new InvalidMetadefException($"The text is not valid JSON: {broken.Message}");
        }
    }
}

/// <summary>The fields of a namespace.</summary>
internal sealed record NamespaceDraft : MetadefDraft
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? Visibility { get; init; }

    public bool? IsProtected { get; init; }

    public override void ApplyTo(JObject json)
    {
        json.SetText(MetadefFields.Namespace, Name);
        json.SetText(MetadefFields.DisplayName, DisplayName);
        json.SetText(MetadefFields.Description, Description);
        json.SetText(MetadefFields.Visibility, Visibility?.ToLowerInvariant());
        if (IsProtected is { } isProtected)
        {
            json[MetadefFields.Protected] = isProtected;
        }
    }
}

/// <summary>The fields of an object.</summary>
internal sealed record ObjectDraft : MetadefDraft
{
    public string? Description { get; init; }

    public string[]? Required { get; init; }

    /// <summary>The properties as JSON: <c>{"name": {"title": "...", "type": "string"}}</c>.</summary>
    public string? Schema { get; init; }

    public override void ApplyTo(JObject json)
    {
        json.SetText(MetadefFields.Name, Name);
        json.SetText(MetadefFields.Description, Description);
        if (Required is not null)
        {
            json[MetadefFields.Required] = new JArray(Required);
        }

        if (Schema is not null)
        {
            json[MetadefFields.Properties] = Parse(Schema);
        }
    }
}

/// <summary>The fields of a property.</summary>
internal sealed record PropertyDraft : MetadefDraft
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Type { get; init; }

    public string? Default { get; init; }

    public string[]? AllowedValues { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public string? Pattern { get; init; }

    /// <summary>Other JSON Schema keywords, as JSON.</summary>
    public string? Schema { get; init; }

    public override void ApplyTo(JObject json)
    {
        if (Schema is not null)
        {
            json.Merge(Parse(Schema), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        }

        json.SetText(MetadefFields.Name, Name);
        json.SetText(MetadefFields.Title, Title);
        json.SetText(MetadefFields.Description, Description);
        json.SetText(MetadefFields.Type, Type?.ToLowerInvariant());
        json.SetText(MetadefFields.Default, Default);
        json.SetText(MetadefFields.Pattern, Pattern);
        SetNumber(json, MetadefFields.Minimum, Minimum);
        SetNumber(json, MetadefFields.Maximum, Maximum);
        if (AllowedValues is not null)
        {
            // Always strings: Glance fails with 500 on anything else (glance/api/v2/model/metadef_property_type.py).
            json[MetadefFields.Enum] = new JArray(AllowedValues);
        }
    }

    private static void SetNumber(JObject json, string name, decimal? value)
    {
        if (value is { } number)
        {
            // Glance cuts off decimals (glance/api/v2/model/metadef_property_type.py).
            json[name] = number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue
                ? (long)number
                : throw new InvalidMetadefException($"The {name} {number} is not an integer, and Glance stores only integers.");
        }
    }
}

/// <summary>The fields of a tag.</summary>
internal sealed record TagDraft : MetadefDraft
{
    public override void ApplyTo(JObject json) => json.SetText(MetadefFields.Name, Name);
}

/// <summary>The fields of an association with a resource type.</summary>
internal sealed record AssociationDraft : MetadefDraft
{
    public string? Prefix { get; init; }

    public string? PropertiesTarget { get; init; }

    public override void ApplyTo(JObject json)
    {
        json.SetText(MetadefFields.Name, Name);
        json.SetText(MetadefFields.Prefix, Prefix);
        json.SetText(MetadefFields.PropertiesTarget, PropertiesTarget);
    }
}
