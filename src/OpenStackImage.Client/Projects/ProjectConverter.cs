using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a project.</summary>
internal sealed class ProjectConverter : JsonConverter<Project>
{
    public override bool CanWrite => false;

    public override Project ReadJson(JsonReader reader, Type objectType, Project? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        string? id = null, name = null, domainId = null, description = null;
        var isEnabled = true;
        reader.EnterObject("a project");
        while (reader.NextProperty(out var field))
        {
            switch (field)
            {
                case "id":
                    id = reader.ReadText();
                    break;
                case "name":
                    name = reader.ReadText();
                    break;
                case "domain_id":
                    domainId = reader.ReadText();
                    break;
                case "description":
                    description = reader.ReadText();
                    break;
                case "enabled":
                    isEnabled = reader.ReadBoolean();
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return new Project
        {
            Id = id ?? throw new JsonSerializationException("a project has no id."),
            Name = name ?? "",
            DomainId = domainId,
            Description = description,
            IsEnabled = isEnabled,
        };
    }

    public override void WriteJson(JsonWriter writer, Project? value, JsonSerializer serializer) => throw new NotSupportedException();
}
