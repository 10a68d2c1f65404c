using System.Runtime.InteropServices;
using System.Security;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Identity;

/// <summary>A method of authentication (api-ref identity/v3, POST /v3/auth/tokens, <c>auth.identity</c>).</summary>
internal abstract class AuthMethod
{
    /// <summary>The name in <c>auth.identity.methods</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The reason why the same secret cannot be used again, so that the session cannot renew its token; null if it can.</summary>
    public virtual string? NotRenewableReason => null;

    /// <summary>The identity that signs in, for messages; never a secret.</summary>
    public abstract string Subject { get; }

    /// <summary>The secret, for as long as a request is made.</summary>
    public abstract string Proof { get; }

    /// <summary>Returns the object under the method's name. It is made for each sign-in and not kept.</summary>
    public abstract JObject ToJson();

    /// <summary>
    /// Returns the text of a secret, for as long as a request is made. A NUL in it is included: NetworkCredential would cut it there.
    /// </summary>
    public static string Reveal(SecureString secret)
    {
        var text = Marshal.SecureStringToBSTR(secret);
        try
        {
            return Marshal.PtrToStringBSTR(text);
        }
        finally
        {
            Marshal.ZeroFreeBSTR(text);
        }
    }
}

/// <summary>A user, by ID or by name and domain.</summary>
internal sealed record UserReference(string? Id, string? Name, DomainReference Domain)
{
    public JObject ToJson() => Id is not null
        ? new JObject { ["id"] = Id }
        : new JObject { ["name"] = Name, ["domain"] = Domain.ToJson() };

    public override string ToString() => Id is not null ? $"the user with ID {Id}" : $"user '{Name}' of domain '{Domain}'";
}

/// <summary>A user's name (or ID) and password.</summary>
internal sealed class PasswordMethod(UserReference user, SecureString password) : AuthMethod
{
    public override string Name => "password";

    public override string Subject => user.ToString();

    public override string Proof => Reveal(password);

    public override JObject ToJson()
    {
        var json = user.ToJson();
        json["password"] = Proof;
        return new JObject { ["user"] = json };
    }
}

/// <summary>A user's one-time passcode (RFC 6238; keystone/auth/plugins/totp.py).</summary>
internal sealed class TotpMethod(UserReference user, SecureString passcode) : AuthMethod
{
    public override string Name => "totp";

    public override string? NotRenewableReason => "a one-time passcode is valid for one sign-in";

    public override string Subject => user.ToString();

    public override string Proof => Reveal(passcode);

    public override JObject ToJson()
    {
        var json = user.ToJson();
        json["passcode"] = Proof;
        return new JObject { ["user"] = json };
    }
}

/// <summary>
/// An application credential, by ID or by name and owner. It is bound to a project (keystone/auth/plugins/application_credential.py).
/// </summary>
internal sealed class ApplicationCredentialMethod(string? id, string? name, UserReference? owner, SecureString secret) : AuthMethod
{
    public override string Name => "application_credential";

    public override string Subject
        => id is not null ? $"the application credential with ID {id}" : $"application credential '{name}' of {owner}";

    public override string Proof => Reveal(secret);

    public override JObject ToJson()
    {
        var json = id is not null
            ? new JObject { ["id"] = id }
            : new JObject { ["name"] = name, ["user"] = owner!.ToJson() };
        json["secret"] = Proof;
        return json;
    }
}

/// <summary>A token that was obtained elsewhere. Keystone issues another for it, which expires at the same time.</summary>
internal sealed class TokenMethod(SecureString token) : AuthMethod
{
    public override string Name => "token";

    public override string? NotRenewableReason => "it was created with a token and without a credential";

    public override string Subject => "the owner of the specified token";

    /// <summary>The token, without the line break that files end with.</summary>
    /// <exception cref="SignInOptionsException">It contains characters that a header must not have.</exception>
    public override string Proof
    {
        get
        {
            var value = Reveal(token).Trim();
            return value.All(character => character is > ' ' and < '\u007F')
                ? value
                : throw new SignInOptionsException("The token contains a space, a control character or another character that is not "
                    + "valid. Check the source of the token.");
        }
    }

    public override JObject ToJson() => new() { ["id"] = Proof };
}
