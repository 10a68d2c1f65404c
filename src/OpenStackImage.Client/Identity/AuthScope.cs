using Newtonsoft.Json.Linq;

namespace OpenStackImage.Identity;

/// <summary>
/// What the token shall be good for. Null stands for "not said": Keystone then takes the user's default project, if there is one.
/// </summary>
internal sealed record AuthScope(string? ProjectId, string? ProjectName, DomainReference? ProjectDomain)
{
    public JObject ToJson()
    {
        var project = ProjectId is not null
            ? new JObject { ["id"] = ProjectId }
            : new JObject { ["name"] = ProjectName, ["domain"] = (ProjectDomain ?? DomainReference.Default).ToJson() };
        return new JObject { ["project"] = project };
    }

    public override string ToString() => ProjectId is not null
        ? $"the project with ID {ProjectId}"
        : $"project '{ProjectName}' of domain '{ProjectDomain ?? DomainReference.Default}'";
}
