using Flurl.Http.Content;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>The body of a request, which each attempt sends again.</summary>
/// <param name="mediaType">The media type.</param>
internal abstract class RequestBody(string mediaType)
{
    public string MediaType { get; } = mediaType;

    /// <summary>False once a part of it was sent and cannot be read again.</summary>
    public virtual bool CanReplay => true;

    /// <summary>Creates the content of one attempt.</summary>
    /// <param name="timeout">The time-out of the attempt.</param>
    public abstract HttpContent ToContent(IdleTimeout timeout);
}

/// <summary>A body that is a text.</summary>
internal sealed class TextBody(string text, string mediaType) : RequestBody(mediaType)
{
    public const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static TextBody Of(JToken json, string mediaType = Json) => new(JsonText.Of(json), mediaType);

    public static TextBody OfForm(IEnumerable<KeyValuePair<string, string>> fields)
        => new(string.Join("&", fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")), Form);

    public override HttpContent ToContent(IdleTimeout timeout) => new CapturedStringContent(text, MediaType);
}

/// <summary>A body that is read while it is sent.</summary>
internal sealed class DataBody(IRequestData data) : RequestBody(OctetStream)
{
    private const string OctetStream = "application/octet-stream";

    public override bool CanReplay => data.CanReplay;

    /// <summary>True if the size is known only at the end.</summary>
    public bool IsChunked => data.Length is null;

    public override HttpContent ToContent(IdleTimeout timeout) => new DataContent(data, MediaType, timeout);
}
