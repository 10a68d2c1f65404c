using System.Globalization;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Tasks;

/// <summary>A task as JSON: in a list, alone, and in the list of an image's tasks.</summary>
internal static class TaskDocument
{
    public static JsonText WriteStub(JsonText json, TaskRecord task)
        => Close(json.BeginObject().Field("id", task.Id).Field("type", task.Type).Field("status", task.Status).Field("owner", task.Owner)
            .Field("created_at", ImageDocument.Time(task.CreatedAt)).Field("updated_at", ImageDocument.Time(task.UpdatedAt)), task);

    public static JsonText Write(JsonText json, TaskRecord task)
    {
        json.BeginObject().Field("id", task.Id).Name("input").Raw(task.Input.Span).Field("type", task.Type).Field("status", task.Status)
            .Field("owner", task.Owner).Field("message", task.Message);
        Result(json, task).Field("created_at", ImageDocument.Time(task.CreatedAt)).Field("updated_at", ImageDocument.Time(task.UpdatedAt))
            .Field("image_id", task.ImageId).Field("request_id", task.RequestId).Field("user_id", task.UserId);
        return Close(json, task);
    }

    /// <summary>Glance returns the times of its database, without a time zone.</summary>
    public static JsonText WriteRow(JsonText json, TaskRecord task)
        => Result(
            json.BeginObject().Field("id", task.Id).Field("type", task.Type).Field("status", task.Status).Field("owner", task.Owner)
                .Field("expires_at", task.ExpiresAt is { } end ? RowTime(end) : null).Field("created_at", RowTime(task.CreatedAt))
                .Field("updated_at", RowTime(task.UpdatedAt))
                .Field("deleted_at", (string?)null).Field("deleted", false).Field("image_id", task.ImageId)
                .Field("request_id", task.RequestId).Field("user_id", task.UserId)
                .Name("input").Raw(task.Input.Span),
            task).Field("message", task.Message).EndObject();

    private static JsonText Result(JsonText json, TaskRecord task)
        => task.Status == ImageTaskStatus.Success
            ? json.Name("result").BeginObject().Field("image_id", task.ImageId).EndObject()
            : json.Field("result", (string?)null);

    private static JsonText Close(JsonText json, TaskRecord task)
    {
        json.Field("self", $"/v2/tasks/{task.Id}").Field("schema", "/v2/schemas/task");
        if (task.ExpiresAt is { } end)
        {
            json.Field("expires_at", ImageDocument.Time(end));
        }

        return json.EndObject();
    }

    private static string RowTime(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000000'", CultureInfo.InvariantCulture);
}
