using Newtonsoft.Json.Linq;

namespace OpenStackImage.Images;

/// <summary>One operation of a JSON patch (RFC 6902, as far as glance/api/v2/images.py knows it).</summary>
/// <param name="Field">The field or property.</param>
/// <param name="Old">The value before; null for none.</param>
/// <param name="New">The value afterwards; null removes the property.</param>
internal sealed record ImageChange(string Field, JToken? Old, JToken? New)
{
    /// <summary>The fields that every image has, so that they can only be replaced.</summary>
    private static readonly HashSet<string> Fields = new(FieldsOf(new Image()).Keys.Append(ImageFields.Tags), StringComparer.Ordinal);

    /// <summary>Returns only the changes that an image needs to have the requested values.</summary>
    public static IReadOnlyList<ImageChange> Make(Image image, ImageSettings wanted)
    {
        var present = FieldsOf(image);
        var changes = wanted.Fields()
            .Select(field => new ImageChange(field.Key, present[field.Key], field.Value))
            .ToList();

        changes.Add(new ImageChange(ImageFields.Tags, Sorted(image.Tags), Sorted(wanted.TagsFrom(image.Tags))));
        changes.AddRange(wanted.Properties.Select(property => new ImageChange(property.Key, ValueOf(image, property.Key), property.Value)));
        changes.AddRange(wanted.RemovedProperties
            .Where(image.Properties.ContainsKey)
            .Select(property => new ImageChange(property, ValueOf(image, property), null)));
        return changes.Where(change => !JToken.DeepEquals(change.Old, change.New)).ToArray();
    }

    /// <summary>Returns the fields of a new image.</summary>
    public static IEnumerable<ImageChange> Make(ImageSettings wanted)
        => Make(new Image(), wanted).Select(change => change with { Old = null });

    /// <summary>Returns the changes of other users between two GETs of an image.</summary>
    public static IReadOnlyList<string> Foreign(Image before, Image after, IEnumerable<ImageChange> own)
    {
        var was = EverythingOf(before);
        var now = EverythingOf(after);
        return was.Keys.Union(now.Keys)
            .Except(own.Select(change => change.Field))
            .Where(
                field => !JToken.DeepEquals(
                    was.TryGetValue(field, out var old) ? old : null, now.TryGetValue(field, out var changed) ? changed : null))
            .OrderBy(field => field, StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>True if the image already has the value.</summary>
    public bool IsDoneIn(Image image) => JToken.DeepEquals(EverythingOf(image).TryGetValue(Field, out var value) ? value : null, New);

    /// <summary>
    /// An existing property is replaced and not added, so that its removal by another user in the meantime causes a conflict.
    /// </summary>
    public JObject ToOperation()
    {
        var operation = new JObject
        {
            ["op"] = New is null ? "remove" : Old is null && !Fields.Contains(Field) ? "add" : "replace",
            ["path"] = JsonPointer.Of(Field),
        };
        if (New is not null)
        {
            operation["value"] = New;
        }

        return operation;
    }

    /// <summary>Returns the change as text for the user.</summary>
    public override string ToString()
        => New is null ? $"remove {Field} (was {Text(Old)})"
            : Old is null or { Type: JTokenType.Null } ? $"{Field} = {Text(New)}"
            : $"{Field} = {Text(New)} (was {Text(Old)})";

    private static Dictionary<string, JToken?> FieldsOf(Image image) => new(StringComparer.Ordinal)
    {
        [ImageFields.Name] = image.Name,
        [ImageFields.Visibility] = image.Visibility,
        [ImageFields.Owner] = image.OwnerId,
        [ImageFields.DiskFormat] = image.DiskFormat,
        [ImageFields.ContainerFormat] = image.ContainerFormat,
        [ImageFields.MinDisk] = image.MinDisk,
        [ImageFields.MinRam] = image.MinRam,
        [ImageFields.Protected] = image.IsProtected,
        [ImageFields.Hidden] = image.IsHidden,
    };

    private static Dictionary<string, JToken?> EverythingOf(Image image)
    {
        var all = FieldsOf(image);
        all[ImageFields.Status] = image.Status;
        all[ImageFields.Tags] = Sorted(image.Tags);
        foreach (var property in image.Properties)
        {
            all[property.Key] = property.Value;
        }

        return all;
    }

    /// <summary>Returns the tags sorted, because their order has no meaning.</summary>
    private static JArray Sorted(IEnumerable<string> tags) => new(tags.OrderBy(tag => tag, StringComparer.Ordinal));

    private static JToken? ValueOf(Image image, string property)
        => image.Properties.TryGetValue(property, out var value) ? new JValue(value) : null;

    private static string Text(JToken? value) => value switch
    {
        JArray items => $"[{string.Join(", ", items)}]",
        { Type: JTokenType.String } => $"'{value}'",
        null or { Type: JTokenType.Null } => "nothing",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
