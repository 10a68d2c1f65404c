using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Tasks;

/// <summary>
/// Reads a task. Its operation is in <c>input.import_req.method</c> for an import, in <c>input</c> itself for a location.
/// </summary>
internal static class TaskReader
{
    public static ImageTask Read(JsonReader reader)
    {
        var json = reader.LoadObject("a task");
        var input = json.Object("input");
        var method = input.Object("import_req").Object("method");
        return new ImageTask
        {
            Id = json.RequiredText("id"),
            Type = json.Text("type") ?? "",
            Status = json.Text("status") ?? "",
            Message = json.Text("message") is { Length: > 0 } message ? message : null,
            ImageId = json.Text("image_id") ?? input.Text("image_id"),
            Method = method.Text("name"),
            Uri = method.Text("uri") ?? input.Text("loc_url"),
            Stores = input.Texts("backend"),
            OwnerId = json.Text("owner"),
            UserId = json.Text("user_id"),
            RequestId = json.Text("request_id"),
            CreatedAt = json.LocalTime("created_at"),
            UpdatedAt = json.LocalTime("updated_at"),
            ExpiresAt = json.LocalTime("expires_at"),
        };
    }
}
