using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/domains</summary>
internal sealed class DomainEndpoints(IdentityState identity)
{
    public Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("list_domains");
        }

        var domains = identity.Domains.All.Where(
            domain => request.Passes("name", domain.Name) && request.Passes("enabled", domain.Enabled));
        return Listing.Of(request, "domains", domains, DomainDocument.Writer(request));
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin && token.Project?.DomainId != id && token.Domain?.Id != id)
        {
            return IdentityReply.Forbidden("get_domain");
        }

        return identity.Domains.Find(id) is { } domain
            ? Listing.One("domain", domain, DomainDocument.Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("domain", id);
    }

    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("create_domain");
        }

        if (!IdentityBody.TryRead(request, "domain", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: true) is { } bad)
        {
            return bad;
        }

        DomainRecord domain = new()
        {
            Id = IdentityState.NewId(),
            Name = body.Text("name")!,
            Description = body.Text("description") ?? "",
            Enabled = body.Flag("enabled") ?? true,
        };
        return identity.Domains.Add(domain)
            ? Listing.One("domain", domain, DomainDocument.Writer(request), IdentityReply.Created)
            : Duplicate(domain);
    }

    public Reply Update(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("update_domain");
        }

        if (!IdentityBody.TryRead(request, "domain", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: false) is { } bad)
        {
            return bad;
        }

        if (identity.Domains.Find(id) is not { } old)
        {
            return IdentityReply.CouldNotFind("domain", id);
        }

        var domain = old with
        {
            Name = body.Text("name") ?? old.Name,
            Description = body.Text("description") ?? old.Description,
            Enabled = body.Flag("enabled") ?? old.Enabled,
        };
        return identity.Domains.Replace(domain)
            ? Listing.One("domain", domain, DomainDocument.Writer(request), IdentityReply.Ok)
            : Duplicate(domain);
    }

    public Reply Delete(TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("delete_domain");
        }

        if (identity.Domains.Find(id) is not { } domain)
        {
            return IdentityReply.CouldNotFind("domain", id);
        }

        if (domain.Enabled)
        {
            return IdentityReply.NotAllowed("Cannot delete a domain that is enabled, please disable it first.");
        }

        foreach (var project in identity.Projects.All.Where(project => project.DomainId == id))
        {
            identity.RemoveProject(project.Id);
        }

        foreach (var user in identity.Users.All.Where(user => user.DomainId == id))
        {
            identity.RemoveUser(user.Id);
        }

        identity.Domains.Remove(id);
        return IdentityReply.NoContent();
    }

    private static Reply Duplicate(DomainRecord domain)
        => IdentityReply.Conflict(
            "Conflict occurred attempting to store project - it is not permitted to have two projects acting as domains "
            + $"with the same name: {domain.Name}.");
}
