using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>GET /v2/images</summary>
internal sealed class ImageListEndpoint(ImageStore store, CloudOptions options)
{
    public Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!Target.IsUtf8(request.Target.Query))
        {
            return ImageError.BadRequest(
                request,
                "Error decoding your request. Either the URL or the request body contained characters that could not be decoded by Glance");
        }

        if (ImageListQuery.Read(request.Query, out var complaint) is not { } query)
        {
            return ImageError.BadRequest(request, complaint!);
        }

        var filters = ImageFilters.Read(query, out complaint);
        if (!token.MayList())
        {
            return ImageError.NotAuthorized(request, "get_images");
        }

        if (filters is null)
        {
            return ImageError.BadRequest(request, complaint!);
        }

        var limit = Math.Min(options.ApiLimitMax, query.Limit ?? options.LimitDefault);
        List<ImageRecord> page;
        lock (store.Gate)
        {
            var marker = query.Marker is null ? null : store.Seen(token, query.Marker);
            if (query.Marker is not null && marker is null)
            {
                return RefuseMarker(request, query.Marker);
            }

            page = Page(query, marker, limit, image => Lists(token, query, image) && filters.TrueForAll(passes => passes(image)));
        }

        return ImageReply.Ok(Write(request, page, limit));
    }

    private Reply RefuseMarker(ServiceRequest request, string marker) => store.Find(marker) is null
        ? ImageError.BadRequest(request, $"No image found with ID {marker}")
        : ImageError.NotVisible(request, marker);

    private List<ImageRecord> Page(ImageListQuery query, ImageRecord? marker, int limit, Func<ImageRecord, bool> wanted)
    {
        if (limit == 0)
        {
            return [];
        }

        var namesakes = ExactName(query) is { } name ? store.Named(name) : null;
        return namesakes is null && query.Sort.IsByAge
            ? PageByAge(query, marker, limit, wanted)
            : PageSorted(namesakes ?? store.All, query, marker, limit, wanted);
    }

    /// <summary>Returns a page in the order in which the images are stored.</summary>
    private List<ImageRecord> PageByAge(ImageListQuery query, ImageRecord? marker, int limit, Func<ImageRecord, bool> wanted)
    {
        List<ImageRecord> page = [];
        store.Walk(query.Sort.NewestFirst, marker, image =>
        {
            if (wanted(image))
            {
                page.Add(image);
            }

            return page.Count < limit;
        });
        return page;
    }

    /// <summary>Returns the first images after the marker, in the requested order.</summary>
    private static List<ImageRecord> PageSorted(
        IEnumerable<ImageRecord> images, ImageListQuery query, ImageRecord? marker, int limit, Func<ImageRecord, bool> wanted)
    {
        PriorityQueue<ImageRecord, ImageRecord> first = new(Comparer<ImageRecord>.Create((x, y) => query.Sort.Compare(y, x)));
        foreach (var image in images)
        {
            if (!wanted(image) || (marker is not null && query.Sort.Compare(image, marker) <= 0))
            {
                continue;
            }

            if (first.Count < limit)
            {
                first.Enqueue(image, image);
            }
            else
            {
                first.EnqueueDequeue(image, image);
            }
        }

        List<ImageRecord> page = [];
        while (first.TryDequeue(out var image, out _))
        {
            page.Add(image);
        }

        page.Reverse();
        return page;
    }

    /// <summary>
    /// The visibility rules of Glance: the list of a project contains the images that it owns, the public images, and the images that are
    /// shared with it with the requested member status. Community images are listed only if requested. The list of an admin contains all
    /// images, regardless of the status.
    /// </summary>
    private static bool Lists(TokenRecord token, ImageListQuery query, ImageRecord image)
    {
        var isOwn = token.ProjectId is not null && image.Owner == token.ProjectId;
        if (!token.IsAdmin && !isOwn && image.Visibility is not (ImageVisibility.Public or ImageVisibility.Community))
        {
            if (image.Visibility != ImageVisibility.Shared || image.Member(token.ProjectId!) is not { } member)
            {
                return false;
            }

            if (query.MemberStatus != MemberStatus.All && member.Status != query.MemberStatus)
            {
                return false;
            }
        }

        return query.Visibility switch
        {
            null => isOwn || image.Visibility != ImageVisibility.Community,
            ImageVisibility.All => true,
            _ => image.Visibility == query.Visibility,
        };
    }

    private static string? ExactName(ImageListQuery query)
        => query.Filters.LastOrDefault(filter => filter.Key == "name").Value is { } name && FilterExpression.Split(name) is ("eq", var text)
            ? text
            : null;

    private static JsonText Write(ServiceRequest request, List<ImageRecord> page, int limit)
    {
        var json = new JsonText().BeginObject().Name("images").BeginArray();
        foreach (var image in page)
        {
            json.Raw(image.Document);
        }

        // If a name occurs twice, the links contain only its last value. Glance does the same, and therefore loses tags.
        OrderedDictionary<string, string> parameters = [];
        foreach (var (name, value) in request.Query)
        {
            parameters[name] = value;
        }

        parameters.Remove("marker");
        var first = Target.QueryText(parameters);
        json.EndArray().Field("first", first.Length == 0 ? ImagePath.Images : $"{ImagePath.Images}?{first}")
            .Field("schema", ImagePath.ImagesSchema);
        if (page.Count > 0 && page.Count == limit)
        {
            parameters["marker"] = page[^1].Id;
            json.Field("next", $"{ImagePath.Images}?{Target.QueryText(parameters)}");
        }

        return json.EndObject();
    }
}
