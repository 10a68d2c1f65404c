using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/roles</summary>
internal sealed class RoleEndpoints(IdentityState identity)
{
    public Reply List(ServiceRequest request, TokenRecord token) => !token.IsAdmin
        ? IdentityReply.Forbidden("list_roles")
        : Listing.Of(request, "roles", identity.Roles.All.Where(role => request.Passes("name", role.Name)), RoleDocument.Writer(request));

    public Reply Show(ServiceRequest request, TokenRecord token, string id) => !token.IsAdmin
        ? IdentityReply.Forbidden("get_role")
        : identity.Roles.Find(id) is { } role
            ? Listing.One("role", role, RoleDocument.Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("role", id);
}
