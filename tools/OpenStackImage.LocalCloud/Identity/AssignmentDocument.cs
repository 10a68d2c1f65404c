using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A role assignment as JSON, with names if they are requested.</summary>
internal sealed class AssignmentDocument(IdentityState identity, ServiceRequest request, bool names)
{
    /// <summary>Returns each assignment, and one for each implied role.</summary>
    public IEnumerable<(RoleAssignment Held, RoleRecord? ImpliedBy)> WithImplied(IEnumerable<RoleAssignment> assignments)
    {
        foreach (var held in assignments)
        {
            yield return (held, null);
            for (var role = identity.Roles.Find(held.RoleId); role?.Implies is { } implied; role = identity.Roles.Named("", implied))
            {
                yield return (held with { RoleId = identity.Roles.Named("", implied)!.Id }, role);
            }
        }
    }

    public void Write(JsonText json, (RoleAssignment Held, RoleRecord? ImpliedBy) assignment)
    {
        var (held, impliedBy) = assignment;
        var origin = impliedBy?.Id ?? held.RoleId;
        var target = held.Scope switch
        {
            AssignmentScope.Project => $"projects/{held.TargetId}",
            AssignmentScope.Domain => $"domains/{held.TargetId}",
            _ => "system",
        };
        json.BeginObject().Name("links").BeginObject()
            .Field("assignment", $"{IdentityPath.V3(request)}/{target}/users/{held.UserId}/roles/{origin}");
        if (impliedBy is not null)
        {
            json.Field("prior_role", $"{IdentityPath.V3(request)}/prior_role/{held.RoleId}/implies/{impliedBy.Id}");
        }

        json.EndObject().Name("scope").BeginObject();
        WriteScope(json, held);
        json.EndObject().Name("user").BeginObject().Field("id", held.UserId);
        if (names && identity.Users.Find(held.UserId) is { } user)
        {
            WriteDomain(json.Field("name", user.Name), user.DomainId);
        }

        json.EndObject().Name("role").BeginObject().Field("id", held.RoleId);
        if (names)
        {
            json.Field("name", identity.Roles.Find(held.RoleId)?.Name);
        }

        json.EndObject().EndObject();
    }

    private void WriteScope(JsonText json, RoleAssignment held)
    {
        if (held.Scope == AssignmentScope.System)
        {
            json.Name("system").BeginObject().Field("all", true).EndObject();
            return;
        }

        json.Name(held.Scope == AssignmentScope.Project ? "project" : "domain").BeginObject().Field("id", held.TargetId);
        if (names && identity.Projects.Find(held.TargetId) is { } project)
        {
            WriteDomain(json.Field("name", project.Name), project.DomainId);
        }
        else if (names)
        {
            json.Field("name", identity.Domains.Find(held.TargetId)?.Name);
        }

        json.EndObject();
    }

    private void WriteDomain(JsonText json, string id)
        => json.Name("domain").BeginObject().Field("id", id).Field("name", identity.Domains.Find(id)?.Name).EndObject();
}
