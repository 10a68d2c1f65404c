namespace OpenStackImage.LocalCloud.Http;

internal static class MediaType
{
    public const string Json = "application/json";
    public const string OctetStream = "application/octet-stream";
}
