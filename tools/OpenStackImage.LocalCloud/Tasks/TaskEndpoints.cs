using System.Globalization;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Tasks;

/// <summary>/v2/tasks, which is for admins, and /v2/images/{id}/tasks</summary>
internal sealed class TaskEndpoints(ImageStore store, TaskBoard tasks, CloudOptions options)
{
    /// <summary>The minor version that introduced the tasks of an image.</summary>
    public const int OfImageVersion = 12;

    private const string Collection = "/v2/tasks";

    private static readonly Dictionary<string, Func<TaskRecord, IComparable>> SortKeys = new()
    {
        ["created_at"] = task => task.CreatedAt,
        ["updated_at"] = task => task.UpdatedAt,
        ["status"] = task => task.Status,
        ["type"] = task => task.Type,
        ["id"] = task => task.Id,
    };

    public Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "tasks_api_access");
        }

        if (Complaint(request) is { } complaint)
        {
            return ImageError.BadRequest(request, complaint);
        }

        var limit = int.TryParse(request.QueryValue("limit"), CultureInfo.InvariantCulture, out var wanted)
            ? Math.Min(wanted, options.ApiLimitMax)
            : options.LimitDefault;
        lock (store.Gate)
        {
            return ImageReply.Ok(Write(request, [.. Find(request).Take(limit)], limit));
        }
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id)
    {
        if (!token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "tasks_api_access");
        }

        lock (store.Gate)
        {
            return tasks.Newest.FirstOrDefault(task => task.Id == id) is { } found
                ? ImageReply.Ok(TaskDocument.Write(new(), found))
                : ImageError.NotFound(request, $"Could not find task {id}");
        }
    }

    public Reply OfImage(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image || !token.MayShow(image))
            {
                return ImageError.NotFound(request);
            }

            var json = new JsonText().BeginObject().Name("tasks").BeginArray();
            foreach (var task in tasks.Of(id))
            {
                TaskDocument.WriteRow(json, task);
            }

            return ImageReply.Ok(json.EndArray().EndObject());
        }
    }

    /// <summary>Returns what is wrong with the query, or null.</summary>
    private static string? Complaint(ServiceRequest request)
    {
        if (request.QueryValue("status") is { } status
            && status is not (ImageTaskStatus.Pending or ImageTaskStatus.Processing or ImageTaskStatus.Success or ImageTaskStatus.Failure))
        {
            return $"Invalid status value: {status}";
        }

        if (request.QueryValue("type") is { } type && type != "import")
        {
            return $"Invalid type value: {type}";
        }

        if (Direction(request) is var direction and not ("asc" or "desc"))
        {
            return $"Invalid sort direction: {direction}";
        }

        return request.QueryValue("sort_key") is { } key && !SortKeys.ContainsKey(key) ? "Sort key supplied was not valid." : null;
    }

    private static string Direction(ServiceRequest request) => request.QueryValue("sort_dir") ?? "desc";

    /// <summary>Returns the tasks that match the query, in the requested order, from the marker on.</summary>
    private IEnumerable<TaskRecord> Find(ServiceRequest request)
    {
        var found = tasks.Newest
            .Where(
                task => (request.QueryValue("status") ?? task.Status) == task.Status
                    && (request.QueryValue("type") ?? task.Type) == task.Type);
        var isAscending = Direction(request) == "asc";
        if (request.QueryValue("sort_key") is { } key)
        {
            found = isAscending ? found.Reverse().OrderBy(SortKeys[key]) : found.OrderByDescending(SortKeys[key]);
        }
        else if (isAscending)
        {
            found = found.Reverse();
        }

        return request.QueryValue("marker") is { } marker ? found.SkipWhile(task => task.Id != marker).Skip(1) : found;
    }

    private static JsonText Write(ServiceRequest request, TaskRecord[] page, int limit)
    {
        var json = new JsonText().BeginObject().Name("tasks").BeginArray();
        foreach (var task in page)
        {
            TaskDocument.WriteStub(json, task);
        }

        json.EndArray().Field("first", Link(request, null)).Field("schema", "/v2/schemas/tasks");
        if (page.Length > 0 && page.Length == limit)
        {
            json.Field("next", Link(request, page[^1].Id));
        }

        return json.EndObject();
    }

    private static string Link(ServiceRequest request, string? marker)
    {
        var query = request.Query.Where(pair => pair.Key != "marker").Append(new("marker", marker!)).Where(pair => pair.Value is not null)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return string.Join('?', new[] { Collection, string.Join('&', query) }.Where(part => part.Length > 0));
    }
}
