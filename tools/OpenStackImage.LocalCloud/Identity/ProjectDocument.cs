using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A project as JSON.</summary>
internal static class ProjectDocument
{
    public static Action<JsonText, ProjectRecord> Writer(ServiceRequest request, bool afterUpdate = false) => (json, project) =>
    {
        json.BeginObject();
        foreach (var (name, value) in project.Extra)
        {
            json.Name(name).Value(value);
        }

        json.Field("id", project.Id).Field("name", project.Name).Field("domain_id", project.DomainId)
            .Field("description", project.Description)
            .Field("enabled", project.Enabled).Field("parent_id", project.ParentId).Field("is_domain", false).Name("tags").BeginArray();
        foreach (var tag in project.Tags)
        {
            json.Value(tag);
        }

        json.EndArray();
        if (afterUpdate)
        {
            json.Extra(project.Extra);
        }

        json.Name("options").BeginObject().EndObject().SelfLink($"{IdentityPath.V3(request)}/projects/{project.Id}").EndObject();
    };
}
