using System.Net;
using System.Security;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Identity;

/// <summary>One way to prove who one is (api-ref identity/v3, POST /v3/auth/tokens, <c>auth.identity</c>).</summary>
internal abstract class AuthMethod
{
    /// <summary>The name in <c>auth.identity.methods</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True where the same proof can be given again, so that the session can renew its token.</summary>
    public abstract bool CanRepeat { get; }

    /// <summary>Who signs in, for messages; never a secret.</summary>
    public abstract string Subject { get; }

    /// <summary>The object under the method's name. Made for each sign-in and not kept.</summary>
    public abstract JObject ToJson();

    protected static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}

/// <summary>A user's name (or ID) and password.</summary>
internal sealed class PasswordMethod(string? userId, string? userName, DomainReference userDomain, SecureString password) : AuthMethod
{
    public override string Name => "password";

    public override bool CanRepeat => true;

    public override string Subject => userId is not null ? $"the user with ID {userId}" : $"user '{userName}' of domain '{userDomain}'";

    public override JObject ToJson()
    {
        var user = userId is not null
            ? new JObject { ["id"] = userId }
            : new JObject { ["name"] = userName, ["domain"] = userDomain.ToJson() };
        user["password"] = Reveal(password);
        return new JObject { ["user"] = user };
    }
}

/// <summary>A token that was got elsewhere. Keystone issues another for it, which ends when the first does.</summary>
internal sealed class TokenMethod(SecureString token) : AuthMethod
{
    public override string Name => "token";

    public override bool CanRepeat => false;

    public override string Subject => "the owner of the given token";

    public string Value => Reveal(token);

    public override JObject ToJson() => new() { ["id"] = Value };
}
