using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/credentials, for the secrets of one-time passcodes.</summary>
internal sealed class PasscodeEndpoints(IdentityState identity)
{
    private const string Type = "totp";

    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!IdentityBody.TryRead(request, "credential", out var body, out var refusal))
        {
            return refusal;
        }

        if (body.Text("user_id") is not { } user || body.Text("blob") is not { } secret || body.Text("type") != Type)
        {
            return IdentityReply.BadRequest("The credential is not valid under any of the given schemas");
        }

        if (!token.IsAdmin && token.User.Id != user)
        {
            return IdentityReply.Forbidden("create_credential");
        }

        identity.PasscodeSecrets[user] = secret;
        var id = IdentityState.NewId();
        return Listing.One(
            "credential",
            secret,
            (json, blob) => json.BeginObject().Field("id", id).Field("user_id", user).Field("project_id", (string?)null).Field("type", Type)
                .Field("blob", blob)
                .SelfLink($"{IdentityPath.V3(request)}/credentials/{id}").EndObject(),
            IdentityReply.Created);
    }
}
