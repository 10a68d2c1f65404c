using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud.Cache;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Imports;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.Locations;
using OpenStackImage.LocalCloud.Members;
using OpenStackImage.LocalCloud.Metadefs;
using OpenStackImage.LocalCloud.State;
using OpenStackImage.LocalCloud.Tasks;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance: the front server, the version negotiation, the token, and then the resource of the path.</summary>
internal sealed partial class ImageService(CloudState state, CloudOptions options)
{
    private const int LongestRequestLine = 8192;
    private const int LongestHeader = 16384;

    /// <summary>
    /// The minor version of the first release recorded here whose policies have the scope type project only (glance/policies/image.py).
    /// </summary>
    private const int FirstVersionWithScopes = 17;

    /// <summary>The first version whose Glance has no built-in server: uwsgi accepts longer lines.</summary>
    private const int FirstVersionWithUwsgi = 18;

    private readonly TokenStore _tokens = state.Identity.Tokens;
    private readonly ImageEndpoints _images = new(state.ImageStore, options);
    private readonly ImageListEndpoint _list = new(state.ImageStore, options);
    private readonly ImagePatchEndpoint _patch = new(state.ImageStore, options);
    private readonly ImageDataEndpoints _data = new(state.ImageStore, state.Uploads, options);
    private readonly ImageDownloadEndpoint _download = new(state.ImageStore, options);
    private readonly ImageActionEndpoints _actions = new(state.ImageStore, options.Clock);
    private readonly ImageTagEndpoints _tags = new(state.ImageStore, options.Clock);
    private readonly ImportEndpoint _import = new(state.ImageStore, new ImportRun(state.ImageStore, state.Tasks, options), options);
    private readonly TaskEndpoints _tasks = new(state.ImageStore, state.Tasks, options);
    private readonly CacheEndpoints _cache = new(state.ImageStore, options);
    private readonly LocationEndpoints _locations = new(state.ImageStore, new ImportRun(state.ImageStore, state.Tasks, options), options);
    private readonly MetadefEndpoints _metadefs = new(new MetadefStore(options.Clock), options);
    private readonly ImageInfo _info = new(state.ImageStore, options);
    private readonly ImageVersions _versions = new(options);
    private readonly MemberEndpoints _members = new(state.ImageStore, options);

    /// <summary>True if the body of a PUT request to the path is data.</summary>
    public static bool IsDataPath(string path)
        => path.EndsWith("/file", StringComparison.Ordinal) || path.EndsWith("/stage", StringComparison.Ordinal);

    public Reply Respond(ServiceRequest request)
    {
        if (FrontServerRefusal(request) is { } refusal)
        {
            return refusal;
        }

        // The router merges adjacent slashes, but keeps the last one.
        var path = Slashes().Replace(Target.DecodeLatin1(request.Target.Path), "/").TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var version = slash < 0 ? path : path[..slash];
        if (version == "versions")
        {
            return _versions.List(request);
        }

        if (!_versions.IsVersion(version))
        {
            return _versions.Choices(request);
        }

        request.Token = _tokens.Find(request.Header(TokenHeader.Auth));
        if (request.Token is not { } bearer)
        {
            return ImageError.Unauthorized(request);
        }

        var token = options.ImageApiMinor >= FirstVersionWithScopes ? bearer.OnProjectOnly() : bearer;

        if (slash < 0)
        {
            return ToSlash(request);
        }

        state.Tasks.Advance();
        state.Uploads.Advance();
        return Route(request, token, path[(slash + 1)..].Split('/')) is { } route ? route.Respond(request) : ImageError.NotFound(request);
    }

    /// <summary>Returns the response of the front server, before Glance receives the request.</summary>
    private Reply? FrontServerRefusal(ServiceRequest request)
    {
        if (options.ImageApiMinor >= FirstVersionWithUwsgi)
        {
            return null;
        }

        if (request.Target.Path.Length + request.Target.Query.Length > LongestRequestLine)
        {
            return new() { Status = StatusCodes.Status414UriTooLong, Reason = "Request URI Too Long", ClosesConnection = true };
        }

        foreach (var header in request.Headers)
        {
            if (header.Value.ToString().Length > LongestHeader)
            {
                return new() { Status = StatusCodes.Status400BadRequest, Reason = "Header Line Too Long", ClosesConnection = true };
            }
        }

        return null;
    }

    private static Reply ToSlash(ServiceRequest request)
        => new Reply { Status = StatusCodes.Status302Found, Reason = "Found", ContentType = "text/plain; charset=utf8" }
            .With("Location", $"{request.Origin}/{ServiceName.Image}/v2/")
            .WithRequestId();

    [GeneratedRegex("//+")]
    private static partial Regex Slashes();
}
