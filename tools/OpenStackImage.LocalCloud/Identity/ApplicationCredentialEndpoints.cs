using System.Globalization;
using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/users/{id}/application_credentials</summary>
internal sealed class ApplicationCredentialEndpoints(IdentityState identity, CloudOptions options)
{
    public Reply List(ServiceRequest request, TokenRecord token, string user) => !token.IsAdmin && token.User.Id != user
        ? IdentityReply.Forbidden("list_application_credentials")
        : Listing.Of(
            request,
            "application_credentials",
            identity.Credentials.Where(credential => credential.UserId == user && request.Passes("name", credential.Name)),
            ApplicationCredentialDocument.Writer(request));

    public Reply Show(ServiceRequest request, TokenRecord token, string user, string id)
    {
        if (!token.IsAdmin && token.User.Id != user)
        {
            return IdentityReply.Forbidden("get_application_credential");
        }

        return identity.Credential(id) is { } credential && credential.UserId == user
            ? Listing.One("application_credential", credential, ApplicationCredentialDocument.Writer(request), IdentityReply.Ok)
            : IdentityReply.CouldNotFind("Application Credential", id);
    }

    public Reply Create(ServiceRequest request, TokenRecord token, string user)
    {
        if (token.User.Id != user || token.ProjectId is null || token.ApplicationCredential is { Unrestricted: not true })
        {
            return IdentityReply.Forbidden("create_application_credential");
        }

        if (!IdentityBody.TryRead(request, "application_credential", out var body, out var refusal))
        {
            return refusal;
        }

        if (RefuseBody(body, out var expiresAt) is { } invalid)
        {
            return invalid;
        }

        if (Roles(body, token) is not { } roles)
        {
            return IdentityReply.BadRequest("Invalid application credential: Cannot create an application credential with unassigned role");
        }

        return Store(request, new()
        {
            Id = IdentityState.NewId(),
            Name = body.Text("name")!,
            UserId = user,
            ProjectId = token.ProjectId,
            Secret = body.Text("secret") ?? TokenStore.Random(64),
            Description = body.Text("description"),
            ExpiresAt = expiresAt,
            Unrestricted = body.Flag("unrestricted"),
            Roles = roles,
        });
    }

    public Reply Delete(TokenRecord token, string user, string id)
    {
        if (!token.IsAdmin && token.User.Id != user)
        {
            return IdentityReply.Forbidden("delete_application_credential");
        }

        if (identity.Credential(id) is not { } credential || credential.UserId != user)
        {
            return IdentityReply.CouldNotFind("Application Credential", id);
        }

        identity.RemoveCredential(id);
        return IdentityReply.NoContent();
    }

    private Reply? RefuseBody(JsonElement body, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        return RequiredName.Refuse(body, required: true) is { } bad ? bad
            : !TryReadEnd(body, out expiresAt) ? IdentityReply.Incorrect("Timestamp not in expected format.")
            : expiresAt <= options.Clock.GetUtcNow() ? IdentityReply.Incorrect("The 'expires_at' must not be before now.")
            : null;
    }

    private Reply Store(ServiceRequest request, ApplicationCredentialRecord credential)
        => identity.AddCredential(credential)
            ? Listing.One(
                "application_credential",
                credential,
                ApplicationCredentialDocument.Writer(request, withSecret: true),
                IdentityReply.Created)
            : IdentityReply.Conflict(
                $"Conflict occurred attempting to store application_credential - Duplicate entry found with name {credential.Name}.");

    private static bool TryReadEnd(JsonElement body, out DateTimeOffset? end)
    {
        end = null;
        if (body.Text("expires_at") is not { } text)
        {
            return true;
        }

        var read = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        end = time;
        return read;
    }

    /// <summary>
    /// Returns the requested roles, or all roles of the token if none are requested; null if the token does not have one of them.
    /// </summary>
    private static List<RoleRecord>? Roles(JsonElement body, TokenRecord token)
    {
        if (!body.TryGetProperty("roles", out var wanted) || wanted.ValueKind != JsonValueKind.Array)
        {
            return [.. token.Roles];
        }

        List<RoleRecord> roles = [];
        foreach (var item in wanted.EnumerateArray())
        {
            if (token.Roles.FirstOrDefault(role => role.Id == item.Text("id") || role.Name == item.Text("name")) is not { } held)
            {
                return null;
            }

            roles.Add(held);
        }

        return roles;
    }
}
