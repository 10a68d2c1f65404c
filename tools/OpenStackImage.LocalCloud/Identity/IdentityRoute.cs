using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The handlers of the methods of one path.</summary>
internal sealed class IdentityRoute
{
    public Func<TokenRecord, Reply>? Get { get; init; }

    public Func<TokenRecord, Reply>? Post { get; init; }

    public Func<TokenRecord, Reply>? Put { get; init; }

    public Func<TokenRecord, Reply>? Patch { get; init; }

    public Func<TokenRecord, Reply>? Delete { get; init; }

    public Reply Respond(string method, TokenRecord token)
        => (method switch
        {
            "GET" or "HEAD" => Get,
            "POST" => Post,
            "PUT" => Put,
            "PATCH" => Patch,
            "DELETE" => Delete,
            _ => null,
        })?.Invoke(token) ?? IdentityReply.MethodNotAllowed(Allowed());

    private string Allowed()
    {
        List<string> methods = [];
        if (Get is not null)
        {
            methods.AddRange(["GET", "HEAD"]);
        }

        if (Post is not null)
        {
            methods.Add("POST");
        }

        if (Put is not null)
        {
            methods.Add("PUT");
        }

        if (Patch is not null)
        {
            methods.Add("PATCH");
        }

        if (Delete is not null)
        {
            methods.Add("DELETE");
        }

        methods.Add("OPTIONS");
        return string.Join(", ", methods);
    }
}
