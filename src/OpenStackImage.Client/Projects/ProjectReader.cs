using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a project.</summary>
internal static class ProjectReader
{
    public static Project Read(JsonReader reader)
    {
        string? id = null, name = null, domainId = null, description = null;
        var (isEnabled, isDomain) = (true, false);
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
                case "is_domain":
                    isDomain = reader.ReadBoolean();
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
            IsDomain = isDomain,
        };
    }
}
