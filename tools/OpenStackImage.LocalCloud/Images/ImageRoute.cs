using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The handlers of the methods of one path. HEAD is not supported by Glance.</summary>
internal sealed class ImageRoute
{
    public Func<Reply>? Get { get; init; }

    public Func<Reply>? Post { get; init; }

    public Func<Reply>? Put { get; init; }

    public Func<Reply>? Patch { get; init; }

    public Func<Reply>? Delete { get; init; }

    public Reply Respond(ServiceRequest request)
        => (request.Method switch
        {
            "GET" => Get,
            "POST" => Post,
            "PUT" => Put,
            "PATCH" => Patch,
            "DELETE" => Delete,
            _ => null,
        })?.Invoke() ?? ImageError.MethodNotAllowed(request, Allowed());

    private string Allowed()
    {
        (string Name, Func<Reply>? Handler)[] methods = [("GET", Get), ("POST", Post), ("PUT", Put), ("PATCH", Patch), ("DELETE", Delete)];
        return string.Join(", ", methods.Where(method => method.Handler is not null).Select(method => method.Name));
    }
}
