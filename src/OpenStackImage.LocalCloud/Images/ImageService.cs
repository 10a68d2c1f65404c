using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Members;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance: front server, version negotiation, token, then the resource a path names.</summary>
internal sealed partial class ImageService(CloudState state, CloudOptions options)
{
    private const int LongestRequestLine = 8192;
    private const int LongestHeader = 16384;

    private readonly TokenStore _tokens = state.Identity.Tokens;
    private readonly ImageEndpoints _images = new(state.ImageStore, options);
    private readonly ImageListEndpoint _list = new(state.ImageStore, options);
    private readonly ImagePatchEndpoint _patch = new(state.ImageStore, options.Clock);
    private readonly ImageDataEndpoints _data = new(state.ImageStore, options.Clock);
    private readonly ImageActionEndpoints _actions = new(state.ImageStore, options.Clock);
    private readonly ImageTagEndpoints _tags = new(state.ImageStore, options.Clock);
    private readonly ImageImportEndpoint _import = new(state.ImageStore, options.Clock);
    private readonly MemberEndpoints _members = new(state.ImageStore, options);

    /// <summary>Whether a PUT there has data for a body.</summary>
    public static bool IsDataPath(string path) => path.EndsWith("/file", StringComparison.Ordinal) || path.EndsWith("/stage", StringComparison.Ordinal);

    public Reply Answer(ServiceRequest request)
    {
        if (FrontServerRefusal(request) is { } refusal)
            return refusal;
        // The router folds slashes that lie together, but keeps the one at the end.
        var path = Slashes().Replace(Target.DecodeLatin1(request.Target.Path), "/").TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var version = slash < 0 ? path : path[..slash];
        if (version == "versions")
            return ImageVersions.List(request);
        if (!ImageVersions.IsVersion(version))
            return ImageVersions.Choices(request);
        request.Token = _tokens.Find(request.Header(TokenHeader.Auth));
        if (request.Token is not { } token)
            return ImageError.Unauthorized(request);
        if (slash < 0)
            return ToSlash(request);
        return Route(request, token, path[(slash + 1)..].Split('/')) is { } route ? route.Answer(request) : ImageError.NotFound(request);
    }

    private ImageRoute? Route(ServiceRequest request, TokenRecord token, string[] resource) => resource switch
    {
        ["images"] => new() { Get = () => _list.List(request, token), Post = () => _images.Create(request, token) },
        ["images", var id] when id.Length > 0 => new()
        {
            Get = () => _images.Show(request, token, id),
            Patch = () => _patch.Update(request, token, id),
            Delete = () => _images.Delete(request, token, id),
        },
        ["images", var id, "members"] => new() { Get = () => _members.List(request, token, id), Post = () => _members.Add(request, token, id) },
        ["images", var id, "members", var member] when member.Length > 0 => new()
        {
            Get = () => _members.Show(request, token, id, member),
            Put = () => _members.Update(request, token, id, member),
            Delete = () => _members.Remove(request, token, id, member),
        },
        ["images", var id, "tags", var tag] when tag.Length > 0 => new() { Put = () => _tags.Add(request, token, id, tag), Delete = () => _tags.Remove(request, token, id, tag) },
        ["images", var id, "file"] => new() { Get = () => _data.Download(request, token, id), Put = () => _data.Upload(request, token, id) },
        ["images", var id, "stage"] => new() { Put = () => _data.Stage(request, token, id) },
        ["images", var id, "import"] => new() { Post = () => _import.Import(request, token, id) },
        ["images", var id, "tasks"] => new() { Get = () => _images.Tasks(request, token, id) },
        ["images", var id, "actions", "deactivate"] => new() { Post = () => _actions.Deactivate(request, token, id) },
        ["images", var id, "actions", "reactivate"] => new() { Post = () => _actions.Reactivate(request, token, id) },
        ["stores", var named, var id] when id.Length > 0 => new() { Delete = () => _images.DeleteFromStore(request, token, named, id) },
        ["schemas", "image"] => new() { Get = () => ImageReply.Ok(ImageSchema.Document()) },
        ["schemas", "images"] => new() { Get = () => ImageReply.Ok(ImageSchema.CollectionDocument()) },
        ["schemas", "member"] => new() { Get = () => ImageReply.Ok(MemberSchema.Document()) },
        ["schemas", "members"] => new() { Get = () => ImageReply.Ok(MemberSchema.CollectionDocument()) },
        ["info", "import"] => new() { Get = () => ImageReply.Ok(ImageInfo.Import()) },
        ["info", "stores"] => new() { Get = () => ImageReply.Ok(ImageInfo.Stores()) },
        ["tasks"] => new() { Get = () => ImageEndpoints.AllTasks(request, token) },
        _ => null,
    };

    /// <summary>What the front server says before Glance sees the request.</summary>
    private static Reply? FrontServerRefusal(ServiceRequest request)
    {
        if (request.Target.Path.Length + request.Target.Query.Length > LongestRequestLine)
            return new() { Status = StatusCodes.Status414UriTooLong, Reason = "Request URI Too Long", ClosesConnection = true };
        foreach (var header in request.Headers)
        {
            if (header.Value.ToString().Length > LongestHeader)
                return new() { Status = StatusCodes.Status400BadRequest, Reason = "Header Line Too Long", ClosesConnection = true };
        }

        return null;
    }

    private static Reply ToSlash(ServiceRequest request) =>
        new Reply { Status = StatusCodes.Status302Found, Reason = "Found", ContentType = "text/plain; charset=utf8" }
            .With("Location", $"{request.Origin}/{ServiceName.Image}/v2/")
            .WithRequestId();

    [GeneratedRegex("//+")]
    private static partial Regex Slashes();
}
