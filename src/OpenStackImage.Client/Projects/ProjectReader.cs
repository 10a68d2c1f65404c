using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a project.</summary>
internal static class ProjectReader
{
    public static Project Read(JsonReader reader)
    {
        var json = reader.LoadObject("a project");
        return new Project
        {
            Id = json.RequiredText("id"),
            Name = json.Text("name") ?? "",
            DomainId = json.Text("domain_id"),
            Description = json.Text("description"),
            IsEnabled = json["enabled"] is null || json.Boolean("enabled"),
            IsDomain = json.Boolean("is_domain"),
        };
    }
}
