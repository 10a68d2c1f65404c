using OpenStackImage.LocalCloud.Cache;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.Locations;
using OpenStackImage.LocalCloud.Members;
using OpenStackImage.LocalCloud.Schemas;
using OpenStackImage.LocalCloud.State;
using OpenStackImage.LocalCloud.Tasks;

namespace OpenStackImage.LocalCloud.Images;

/// <content>The paths of the Image API and their handlers.</content>
internal sealed partial class ImageService
{
    private ImageRoute? Route(ServiceRequest request, TokenRecord token, string[] resource) => resource switch
    {
        ["images"] => new() { Get = () => _list.List(request, token), Post = () => _images.Create(request, token) },
        ["images", var id, .. var path] => RouteImage(request, token, id, path),
        ["stores", var named, var id] when id.Length > 0 => new() { Delete = () => _images.DeleteFromStore(request, token, named, id) },
        ["cache", .. var path] => RouteCache(request, token, path),
        ["metadefs", .. var path] => _metadefs.Route(request, token, path),
        ["schemas", .. var name] when Schema(string.Join('/', name)) is { } schema => new() { Get = () => ImageReply.Ok(schema) },
        ["info", .. var path] => RouteInfo(request, token, path),
        ["tasks"] => new() { Get = () => _tasks.List(request, token) },
        ["tasks", var id] when id.Length > 0 => new() { Get = () => _tasks.Show(request, token, id) },
        _ => null,
    };

    private ImageRoute? RouteImage(ServiceRequest request, TokenRecord token, string id, string[] path) => path switch
    {
        [] when id.Length > 0 => new()
        {
            Get = () => _images.Show(request, token, id),
            Patch = () => _patch.Update(request, token, id),
            Delete = () => _images.Delete(request, token, id),
        },
        ["members", .. var member] => RouteMembers(request, token, id, member),
        ["tags", var tag] when tag.Length > 0 => new()
        {
            Put = () => _tags.Add(request, token, id, tag),
            Delete = () => _tags.Remove(request, token, id, tag),
        },
        ["file"] => new()
        {
            Get = () => _download.Download(request, token, id),
            Put = () => _data.Upload(request, token, id),
        },
        ["stage"] => new() { Put = () => _data.Stage(request, token, id) },
        ["import"] => new() { Post = () => _import.Import(request, token, id) },
        ["tasks"] when options.ImageApiMinor >= TaskEndpoints.OfImageVersion => new() { Get = () => _tasks.OfImage(request, token, id) },
        ["actions", "deactivate"] => new() { Post = () => _actions.Deactivate(request, token, id) },
        ["actions", "reactivate"] => new() { Post = () => _actions.Reactivate(request, token, id) },
        ["locations"] when options.ImageApiMinor >= LocationEndpoints.FirstVersion => new()
        {
            Get = () => _locations.List(request, token, id),
            Post = () => _locations.Add(request, token, id),
        },
        _ => null,
    };

    private ImageRoute? RouteMembers(ServiceRequest request, TokenRecord token, string id, string[] path) => path switch
    {
        [] => new() { Get = () => _members.List(request, token, id), Post = () => _members.Add(request, token, id) },
        [var member] when member.Length > 0 => new()
        {
            Get = () => _members.Show(request, token, id, member),
            Put = () => _members.Update(request, token, id, member),
            Delete = () => _members.Remove(request, token, id, member),
        },
        _ => null,
    };

    private ImageRoute? RouteCache(ServiceRequest request, TokenRecord token, string[] path)
    {
        var canBeMaintained = options.ImageApiMinor >= CacheEndpoints.UpkeepVersion;
        return path switch
        {
            [] => new() { Get = () => _cache.List(request, token), Delete = () => _cache.Clear(request, token) },
            ["clean"] when canBeMaintained => new() { Post = () => _cache.Clean(request, token) },
            ["prune"] when canBeMaintained => new() { Post = () => _cache.Prune(request, token) },
            ["nodes", var id] when canBeMaintained => new() { Get = () => _cache.Nodes(request, token, id) },
            [var id] when id.Length > 0 => new()
            {
                Put = () => _cache.Queue(request, token, id),
                Delete = () => _cache.Remove(request, token, id),
            },
            _ => null,
        };
    }

    private ImageRoute? RouteInfo(ServiceRequest request, TokenRecord token, string[] path) => path switch
    {
        ["import"] => new() { Get = ImageInfo.Import },
        ["stores"] => new() { Get = () => _info.Stores(request) },
        ["stores", "detail"] => new() { Get = () => _info.StoresDetail(request, token) },
        ["usage"] => new() { Get = () => _info.Usage(token) },
        _ => null,
    };

    private static JsonText? Schema(string name) => name switch
    {
        "image" => ImageSchema.Document(),
        "images" => ImageSchema.CollectionDocument(),
        "member" => MemberSchema.Document(),
        "members" => MemberSchema.CollectionDocument(),
        _ => ResourceSchemas.Document(name),
    };
}
