namespace OpenStackImage.Http;

/// <summary>The body of a successful response, while it is received.</summary>
/// <param name="Uri">The URL of the request.</param>
/// <param name="StatusCode">200, 204, 206.</param>
/// <param name="ContentType">The media type; empty if the service gave none.</param>
/// <param name="From">The position of the first byte in the complete data: 0 unless the service sends the requested range.</param>
/// <param name="Length">The number of bytes of the body; null if the service does not send it.</param>
/// <param name="Stream">The bytes.</param>
internal sealed record ResponseData(Uri Uri, int StatusCode, string ContentType, long From, long? Length, Stream Stream)
{
    /// <summary>True for a page of a proxy, such as the one on which users of a network sign in.</summary>
    public bool IsHtml => ServerMessage.IsHtml(ContentType);
}
