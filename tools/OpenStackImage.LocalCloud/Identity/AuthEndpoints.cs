using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The projects and domains to which the user of a token can scope it.</summary>
internal sealed class AuthEndpoints(IdentityState identity)
{
    public Reply Projects(ServiceRequest request, TokenRecord token)
        => Listing.Of(request, "projects", identity.ProjectsOf(token.User.Id), ProjectDocument.Writer(request));

    public Reply Domains(ServiceRequest request, TokenRecord token)
    {
        var domains = identity.Domains.All.Where(domain => identity.RolesOn(token.User.Id, AssignmentScope.Domain, domain.Id).Count > 0);
        return Listing.Of(request, "domains", domains, DomainDocument.Writer(request));
    }

    public Reply System(ServiceRequest request, TokenRecord token)
    {
        var json = new JsonText().BeginObject().Name("system").BeginArray();
        if (identity.RolesOn(token.User.Id, AssignmentScope.System, "all").Count > 0)
        {
            json.BeginObject().Field("all", true).EndObject();
        }

        return IdentityReply.Ok(json.EndArray().SelfLink(IdentityPath.Self(request)).EndObject());
    }
}
