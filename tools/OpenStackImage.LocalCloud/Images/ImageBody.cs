using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Request bodies of Glance, which ignores their Content-Type.</summary>
internal static class ImageBody
{
    public static bool TryRead(ServiceRequest request, out JsonElement body, [NotNullWhen(false)] out Reply? refusal)
    {
        body = default;
        refusal = null;
        if (request.Body.IsEmpty)
        {
            refusal = ImageError.BadRequest(request, "Body expected in request.");
        }
        else if (request.BodyJson() is not { } json)
        {
            refusal = ImageError.BadRequest(request, "Malformed JSON in request body.");
        }
        else if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            refusal = ImageError.BadRequest(request, "Unexpected body type. Expected list/dict.");
        }
        else
        {
            body = json;
        }

        return refusal is null;
    }
}
