using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/OS-TRUST/trusts</summary>
internal sealed class TrustEndpoints(IdentityState identity)
{
    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!IdentityBody.TryRead(request, "trust", out var body, out var refusal))
        {
            return refusal;
        }

        if (body.Text("trustor_user_id") != token.User.Id)
        {
            return IdentityReply.Forbidden("create_trust");
        }

        if (body.Text("trustee_user_id") is not { } trustee || identity.Users.Find(trustee) is null)
        {
            return IdentityReply.CouldNotFind("user", body.Text("trustee_user_id") ?? "");
        }

        if (body.Text("project_id") is not { } project || body.Flag("impersonation") is not { } impersonation)
        {
            return IdentityReply.BadRequest("'impersonation' is a required property");
        }

        var held = identity.RolesOn(token.User.Id, AssignmentScope.Project, project);
        List<RoleRecord> roles = [];
        var hasRoles = body.TryGetProperty("roles", out var wanted) && wanted.ValueKind == JsonValueKind.Array;
        foreach (var named in hasRoles ? wanted.EnumerateArray() : default)
        {
            var role = identity.Roles.All.FirstOrDefault(known => known.Id == named.Text("id") || known.Name == named.Text("name"));
            if (role is null || !held.Contains(role))
            {
                return IdentityReply.CouldNotFind("role", role?.Id ?? named.Text("name") ?? "");
            }

            roles.AddRange(held.SkipWhile(known => known != role).Except(roles));
        }

        TrustRecord trust = new(IdentityState.NewId(), token.User.Id, trustee, project, impersonation, roles);
        identity.Trusts[trust.Id] = trust;
        return Listing.One("trust", trust, Writer(request), IdentityReply.Created);
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id)
        => Find(token, id) is { } trust
            ? Listing.One("trust", trust, Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("trust", id);

    public Reply Delete(TokenRecord token, string id)
    {
        if (Find(token, id) is null)
        {
            return IdentityReply.CouldNotFind("trust", id);
        }

        identity.Trusts.TryRemove(id, out _);
        identity.Tokens.RevokeWhere(issued => issued.Trust?.Id == id);
        return IdentityReply.NoContent();
    }

    private TrustRecord? Find(TokenRecord token, string id)
        => identity.Trusts.TryGetValue(id, out var trust)
            && (token.User.Id == trust.TrustorId || token.User.Id == trust.TrusteeId || token.IsAdmin)
            ? trust
            : null;

    private static Action<JsonText, TrustRecord> Writer(ServiceRequest request) => (json, trust) =>
    {
        json.BeginObject().Name("roles").BeginArray();
        foreach (var role in trust.Roles.Take(1))
        {
            json.BeginObject().Field("id", role.Id).Field("name", role.Name).EndObject();
        }

        json.EndArray().Field("id", trust.Id).Field("trustor_user_id", trust.TrustorId).Field("trustee_user_id", trust.TrusteeId)
            .Field("project_id", trust.ProjectId)
            .Field("impersonation", trust.Impersonation).Field("expires_at", (string?)null)
            .SelfLink($"{IdentityPath.V3(request)}/OS-TRUST/trusts/{trust.Id}").EndObject();
    };
}
