using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/projects</summary>
internal sealed class ProjectEndpoints(IdentityState identity, CloudOptions options)
{
    private static readonly HashSet<string> Known =
    [
        "id", "name", "domain_id", "description", "enabled", "parent_id", "is_domain", "tags", "options", "links",
    ];

    public Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("list_projects");
        }

        var projects = request.QueryValue("name") is { } name && request.QueryValue("domain_id") is { } domain
            ? identity.Projects.Named(domain, name) is { } one ? [one] : []
            : identity.Projects.All;
        var passing = projects.Where(project => Passes(request, project));
        return ListingPage.Of(request, passing, project => project.Id, options) is not { } page
            ? IdentityReply.CouldNotFind("marker", request.QueryValue(ListingPage.Marker) ?? "")
            : Listing.Of(request, "projects", page.Records, ProjectDocument.Writer(request), page.Next, page.IsCut);
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin && token.ProjectId != id)
        {
            return IdentityReply.Forbidden("get_project");
        }

        return identity.Projects.Find(id) is { } project
            ? Listing.One("project", project, ProjectDocument.Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("project", id);
    }

    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("create_project");
        }

        if (!IdentityBody.TryRead(request, "project", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: true) is { } bad)
        {
            return bad;
        }

        var domainId = body.Text("domain_id") ?? token.Domain?.Id ?? token.Project?.DomainId ?? StartData.DefaultDomainId;
        if (identity.Domains.Find(domainId) is null)
        {
            return IdentityReply.BadRequest($"Could not find domain: {domainId}.");
        }

        var project = Merge(
            new() { Id = IdentityState.NewId(), Name = "", DomainId = domainId, ParentId = body.Text("parent_id") ?? domainId }, body);
        return identity.Projects.Add(project)
            ? Listing.One("project", project, ProjectDocument.Writer(request), IdentityReply.Created)
            : Duplicate(project);
    }

    public Reply Update(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("update_project");
        }

        if (!IdentityBody.TryRead(request, "project", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: false) is { } bad)
        {
            return bad;
        }

        if (identity.Projects.Find(id) is not { } old)
        {
            return IdentityReply.CouldNotFind("project", id);
        }

        var project = Merge(old, body);
        if (!identity.Projects.Replace(project))
        {
            return Duplicate(project);
        }

        if (!project.Enabled)
        {
            identity.Tokens.RevokeWhere(issued => issued.ProjectId == id);
        }

        return Listing.One("project", project, ProjectDocument.Writer(request, afterUpdate: true), IdentityReply.Ok);
    }

    public Reply Delete(TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("delete_project");
        }

        if (identity.Projects.Find(id) is null)
        {
            return IdentityReply.CouldNotFind("project", id);
        }

        identity.RemoveProject(id);
        return IdentityReply.NoContent();
    }

    private static bool Passes(ServiceRequest request, ProjectRecord project)
        => request.Passes("name", project.Name)
            && request.Passes("domain_id", project.DomainId)
            && request.Passes("enabled", project.Enabled)
        && request.Passes("parent_id", project.ParentId) && request.Passes("is_domain", false);

    private static ProjectRecord Merge(ProjectRecord project, JsonElement body)
    {
        Dictionary<string, JsonElement> extra = new(project.Extra);
        foreach (var (name, value) in body.Extra(Known))
        {
            extra[name] = value;
        }

        return project with
        {
            Name = body.Text("name") ?? project.Name,
            Description = body.TryGetProperty("description", out var description) ? description.GetString() : project.Description,
            Enabled = body.Flag("enabled") ?? project.Enabled,
            Tags = body.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
                ? [.. tags.EnumerateArray().Select(tag => tag.ToString())]
                : project.Tags,
            Extra = extra,
        };
    }

    private static Reply Duplicate(ProjectRecord project) => IdentityReply.Conflict(
        "Conflict occurred attempting to store project - it is not permitted to have two projects "
        + "with either the same name or same id in the same domain: "
        + $"name is {project.Name}, project id {project.Id}.");
}
