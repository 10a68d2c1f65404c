using System.Text.Json;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The rule of Keystone's schemas for names. Keystone's message also contains the schema; ours does not.</summary>
internal static class RequiredName
{
    public static Reply? Refuse(JsonElement body, bool required)
    {
        if (!body.TryGetProperty("name", out var name))
        {
            return required ? IdentityReply.BadRequest("'name' is a required property") : null;
        }

        return name.ValueKind != JsonValueKind.String
            ? IdentityReply.BadRequest($"Invalid input for field 'name': {name.GetRawText()} is not of type 'string'")
            : name.GetString()!.Length == 0 ? IdentityReply.BadRequest("Invalid input for field 'name': '' is too short")
            : null;
    }
}
