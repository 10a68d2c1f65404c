using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Turns the body of an authentication request into a token or an error.</summary>
internal sealed class Authentication(IdentityState identity, CloudOptions options)
{
    private const string Bearer = "Bearer ";

    private static readonly string[] Supported = ["external", "password", "token", "oauth1", "mapped", "application_credential", "totp"];
    private readonly AuthenticationMethods _methods = new(identity, options.Clock);
    private readonly ScopeRequest _scopes = new(identity);
    private readonly TokenIssuer _issuer = new(identity, options);

    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request)
    {
        if (!IdentityBody.TryRead(request, "auth", out var auth, out var refusal))
        {
            return (null, refusal);
        }

        if (ReadMethods(request, auth, out var proof, out refusal) is not { } methods)
        {
            return (null, refusal);
        }

        var scope = _scopes.Read(request, auth);
        if (scope.Refusal is not null)
        {
            return (null, scope.Refusal);
        }

        var proven = Check(request, methods, proof);
        if (proven.Refusal is not null)
        {
            return (null, proven.Refusal);
        }

        // The methods of an earlier token are included.
        var rules = proven.User!.MultiFactorRules;
        var shown = methods.Union(proven.Origin?.Methods ?? []).ToArray();
        if (rules.Count > 0 && !rules.Any(rule => rule.All(shown.Contains)))
        {
            return (null, IdentityReply.Receipt(ReceiptDocument.Write(identity, options, proven.User, methods)));
        }

        return _issuer.Issue(request, proven, scope, methods);
    }

    /// <summary>
    /// In a real cloud, the web server in front of Keystone validates the bearer token with the provider. Here, the state of the cloud
    /// contains it.
    /// </summary>
    public (TokenRecord? Token, Reply? Refusal) Federate(ServiceRequest request, string provider, string protocol)
    {
        var bearer = request.Header("Authorization") is { } header && header.StartsWith(Bearer, StringComparison.Ordinal)
            ? header[Bearer.Length..]
            : "";
        return identity.FederatedTokens.TryGetValue(bearer, out var known)
            && known.Provider == provider
            && known.Protocol == protocol
            && identity.Users.Find(known.UserId) is { } user
            ? Authenticate(request, user, protocol)
            : (null, IdentityReply.Unauthorized(request));
    }

    /// <summary>Authenticates by one method without a scope.</summary>
    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request, string method, JsonElement proof)
    {
        var proven = _methods.Check(request, method, proof);
        return proven.Refusal is not null ? (null, proven.Refusal) : _issuer.Issue(request, proven, new() { Asked = false }, [method]);
    }

    /// <summary>Issues an unscoped token for a user who has signed in to an identity provider.</summary>
    public (TokenRecord? Token, Reply? Refusal) Authenticate(ServiceRequest request, UserRecord user, string protocol)
        => _issuer.Issue(request, new() { User = user }, new(), [protocol]);

    /// <summary>Returns the methods of an authentication request; null if the request is refused.</summary>
    private static List<string>? ReadMethods(ServiceRequest request, JsonElement auth, out JsonElement proof, out Reply? refusal)
    {
        proof = auth.Object("identity") ?? default;
        if (proof.ValueKind == JsonValueKind.Undefined)
        {
            refusal = IdentityReply.BadRequest("'identity' is a required property");
            return null;
        }

        if (!proof.TryGetProperty("methods", out var named) || named.ValueKind != JsonValueKind.Array)
        {
            refusal = IdentityReply.BadRequest("Invalid input for field 'identity': 'methods' is a required property");
            return null;
        }

        List<string> methods = [.. named.EnumerateArray().Select(method => method.ToString()).Distinct()];
        refusal = methods.Count == 0 ? IdentityReply.Unauthorized(request)
            : methods.Exists(method => !Supported.Contains(method)) ? Unsupported(request)
            : null;
        return refusal is null ? methods : null;
    }

    /// <summary>Checks all methods. The last one identifies the user.</summary>
    private Proven Check(ServiceRequest request, List<string> methods, JsonElement proof)
    {
        Proven proven = new();
        foreach (var method in methods)
        {
            proven = _methods.Check(request, method, proof);
            if (proven.Refusal is not null)
            {
                return proven;
            }
        }

        return proven;
    }

    private static Reply Unsupported(ServiceRequest request)
        => IdentityReply.Unauthorized(request, "Attempted to authenticate with an unsupported method.", json =>
    {
        json.BeginObject().Name("methods").BeginArray();
        foreach (var method in Supported)
        {
            json.Value(method);
        }

        json.EndArray().EndObject();
    });
}
