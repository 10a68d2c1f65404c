using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The requested scope. An empty scope object means unscoped.</summary>
internal sealed record Scope
{
    public Reply? Refusal { get; init; }

    public bool Asked { get; init; } = true;

    public ProjectRecord? Project { get; init; }

    public DomainRecord? Domain { get; init; }

    public bool System { get; init; }

    public TrustRecord? Trust { get; init; }
}

/// <summary>Reads auth.scope.</summary>
internal sealed class ScopeRequest(IdentityState identity)
{
    private static Reply Expected => IdentityReply.Expecting("system, project, domain, OS-TRUST:trust or unscoped", "scope");

    public Scope Read(ServiceRequest request, JsonElement auth)
    {
        if (!auth.TryGetProperty("scope", out var scope))
        {
            return new() { Asked = false };
        }

        if (scope.ValueKind == JsonValueKind.String && scope.GetString() == "unscoped")
        {
            return new();
        }

        string[] kinds = ["project", "domain", "unscoped", "system", "OS-TRUST:trust"];
        if (scope.ValueKind == JsonValueKind.Object && kinds.Count(kind => scope.TryGetProperty(kind, out _)) > 1)
        {
            return new() { Refusal = Expected };
        }

        return scope.Object("OS-TRUST:trust") is { } trust ? Trust(request, trust)
            : scope.Object("unscoped") is not null ? new()
            : scope.Object("system") is not null ? new() { System = true }
            : scope.Object("domain") is { } domain ? Domain(request, domain)
            : scope.Object("project") is { } project ? Project(request, project)
            : new() { Refusal = Expected };
    }

    public static DomainRecord? FindDomain(IdentityState identity, JsonElement domain)
        => domain.Text("id") is { } id
            ? identity.Domains.Find(id)
            : domain.Text("name") is { } name
            ? identity.Domains.Named("", name)
            : null;

    private Scope Trust(ServiceRequest request, JsonElement named)
        => named.Text("id") is { } id && identity.Trusts.TryGetValue(id, out var trust)
            ? new() { Trust = trust, Project = identity.Projects.Find(trust.ProjectId) }
            : new() { Refusal = IdentityReply.Unauthorized(request) };

    private Scope Domain(ServiceRequest request, JsonElement domain)
        => FindDomain(identity, domain) is { } found
            ? new() { Domain = found }
            : new() { Refusal = IdentityReply.Unauthorized(request) };

    private Scope Project(ServiceRequest request, JsonElement project)
    {
        if (project.Text("id") is null && project.Text("name") is null)
        {
            return new() { Refusal = IdentityReply.BadRequest("Invalid input for field scope/project: id or name must be present.") };
        }

        if (project.Text("id") is null && project.Object("domain") is null)
        {
            return new() { Refusal = IdentityReply.Expecting("domain", "project") };
        }

        var found = project.Text("id") is { } id ? identity.Projects.Find(id)
            : FindDomain(identity, project.Object("domain")!.Value) is { } domain
            ? identity.Projects.Named(domain.Id, project.Text("name")!)
            : null;
        return found is null ? new() { Refusal = IdentityReply.Unauthorized(request) } : new() { Project = found };
    }
}
