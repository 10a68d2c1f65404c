namespace OpenStackImage.Http;

/// <summary>The body of a success, while it comes.</summary>
/// <param name="Uri">Where it comes from.</param>
/// <param name="StatusCode">200, 204, 206.</param>
/// <param name="ContentType">The media type; empty if the service gave none.</param>
/// <param name="From">Where in the whole it begins: 0 unless the service sends the part that was asked for.</param>
/// <param name="Length">The number of bytes that come; null where the service does not say.</param>
/// <param name="Stream">The bytes.</param>
internal sealed record ResponseData(Uri Uri, int StatusCode, string ContentType, long From, long? Length, Stream Stream);
