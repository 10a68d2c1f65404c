using Newtonsoft.Json;

namespace OpenStackImage.Sharing;

/// <summary>Writes a sharing file in JSON, one value per line.</summary>
internal static class SharingJsonWriter
{
    public static void Write(TextWriter text, SharingDocument document)
    {
        text.NewLine = "\n";
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false };
        json.WriteStartObject();
        Text(json, SharingKeys.Schema, SharingKeys.SchemaUrl);
        json.WritePropertyName(SharingKeys.Version);
        json.WriteRawValue(SharingKeys.CurrentVersion);
        json.WritePropertyName(SharingKeys.Shares);
        json.WriteStartArray();
        foreach (var entry in document.Entries)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        text.Write('\n');
    }

    private static void Write(JsonTextWriter json, SharingEntry entry)
    {
        json.WriteStartObject();
        json.WritePropertyName(SharingKeys.Images);
        WriteSelector(json, entry.Images);
        json.WritePropertyName(SharingKeys.Projects);
        json.WriteStartArray();
        foreach (var project in entry.Projects)
        {
            json.WriteStartObject();
            Text(json, SharingKeys.Id, project.Id);
            Text(json, SharingKeys.Name, project.Name);
            Text(json, SharingKeys.Domain, project.Domain);
            Text(json, SharingKeys.Status, project.Status);
            Text(json, SharingKeys.Until, SharingTime.Text(project.Until));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSelector(JsonTextWriter json, ImageSelector images)
    {
        json.WriteStartObject();
        Text(json, SharingKeys.Id, images.Id);
        Text(json, SharingKeys.Name, images.Name);
        Text(json, SharingKeys.Pattern, images.Pattern);
        if (images.Tags.Count > 0)
        {
            json.WritePropertyName(SharingKeys.Tag);
            json.WriteStartArray();
            foreach (var tag in images.Tags)
            {
                json.WriteValue(tag);
            }

            json.WriteEndArray();
        }

        if (images.Properties.Count > 0)
        {
            json.WritePropertyName(SharingKeys.Property);
            json.WriteStartObject();
            foreach (var property in images.Properties)
            {
                Text(json, property.Key, property.Value);
            }

            json.WriteEndObject();
        }

        Text(json, SharingKeys.Owner, images.Owner);
        Text(json, SharingKeys.OwnerDomain, images.OwnerDomain);
        json.WriteEndObject();
    }

    private static void Text(JsonTextWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(key);
            json.WriteValue(value);
        }
    }
}
