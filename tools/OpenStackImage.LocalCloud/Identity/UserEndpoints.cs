using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/users</summary>
internal sealed class UserEndpoints(IdentityState identity)
{
    private static readonly HashSet<string> Known =
    [
        "id", "name", "domain_id", "enabled", "default_project_id", "password", "password_expires_at", "options", "links",
    ];

    public Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("list_users");
        }

        var users = identity.Users.All.Where(user =>
            request.Passes("name", user.Name) && request.Passes("domain_id", user.DomainId) && request.Passes("enabled", user.Enabled));
        return Listing.Of(request, "users", users, UserDocument.Writer(request));
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin && token.User.Id != id)
        {
            return IdentityReply.Forbidden("get_user");
        }

        return identity.Users.Find(id) is { } user
            ? Listing.One("user", user, UserDocument.Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("user", id);
    }

    public Reply Projects(ServiceRequest request, TokenRecord token, string id) => !token.IsAdmin && token.User.Id != id
        ? IdentityReply.Forbidden("list_user_projects")
        : Listing.Of(request, "projects", identity.ProjectsOf(id), ProjectDocument.Writer(request));

    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("create_user");
        }

        if (!IdentityBody.TryRead(request, "user", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: true) is { } bad)
        {
            return bad;
        }

        var domainId = body.Text("domain_id") ?? token.Project?.DomainId ?? StartData.DefaultDomainId;
        if (identity.Domains.Find(domainId) is null)
        {
            return IdentityReply.CouldNotFind("domain", domainId);
        }

        var user = Merge(new() { Id = IdentityState.NewId(), Name = "", DomainId = domainId }, body);
        return identity.Users.Add(user)
            ? Listing.One("user", user, UserDocument.Writer(request), IdentityReply.Created)
            : Duplicate(user);
    }

    public Reply Update(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("update_user");
        }

        if (!IdentityBody.TryRead(request, "user", out var body, out var refusal))
        {
            return refusal;
        }

        if (RequiredName.Refuse(body, required: false) is { } bad)
        {
            return bad;
        }

        if (identity.Users.Find(id) is not { } old)
        {
            return IdentityReply.CouldNotFind("user", id);
        }

        var user = Merge(old, body);
        if (!identity.Users.Replace(user))
        {
            return Duplicate(user);
        }

        if (!user.Enabled || user.Password != old.Password)
        {
            identity.Tokens.RevokeWhere(issued => issued.User.Id == id);
        }

        return Listing.One("user", user, UserDocument.Writer(request, afterUpdate: true), IdentityReply.Ok);
    }

    public Reply Delete(TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return IdentityReply.Forbidden("delete_user");
        }

        if (identity.Users.Find(id) is null)
        {
            return IdentityReply.CouldNotFind("user", id);
        }

        identity.RemoveUser(id);
        return IdentityReply.NoContent();
    }

    private static UserRecord Merge(UserRecord user, JsonElement body)
    {
        Dictionary<string, JsonElement> extra = new(user.Extra);
        foreach (var (name, value) in body.Extra(Known))
        {
            extra[name] = value;
        }

        return user with
        {
            Name = body.Text("name") ?? user.Name,
            Password = body.Text("password") ?? user.Password,
            DefaultProjectId = body.Text("default_project_id") ?? user.DefaultProjectId,
            Enabled = body.Flag("enabled") ?? user.Enabled,
            MultiFactorRules = Rules(body) ?? user.MultiFactorRules,
            Extra = extra,
        };
    }

    private static List<IReadOnlyList<string>>? Rules(JsonElement body)
        => body.Object("options") is { } options
            && options.TryGetProperty(UserDocument.Rules, out var rules)
            && rules.ValueKind == JsonValueKind.Array
            ? [.. rules.EnumerateArray().Select(rule => rule.EnumerateArray().Select(method => method.ToString()).ToArray())]
            : null;

    private static Reply Duplicate(UserRecord user) => IdentityReply.Conflict(
        $"Conflict occurred attempting to store user - Duplicate entry found with name {user.Name} at domain ID {user.DomainId}.");
}
