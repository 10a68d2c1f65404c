using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The receipt of a user who has completed only some of the required authentication methods.</summary>
internal static class ReceiptDocument
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static JsonText Write(IdentityState identity, CloudOptions options, UserRecord user, IEnumerable<string> methods)
    {
        var now = options.Clock.GetUtcNow();
        return new JsonText(ascii: true).BeginObject()
            .Name("receipt").BeginObject().Name("methods").Texts(methods)
            .Name("user").BeginObject().Field("id", user.Id).Field("name", user.Name)
            .Name("domain").BeginObject().Field("id", user.DomainId).Field("name", identity.Domains.Find(user.DomainId)?.Name).EndObject()
            .EndObject()
            .Field("expires_at", TokenDocument.Time(now + Lifetime)).Field("issued_at", TokenDocument.Time(now)).EndObject()
            .Name("required_auth_methods").TextLists(user.MultiFactorRules).EndObject();
    }
}
