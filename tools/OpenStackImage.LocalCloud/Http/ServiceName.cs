namespace OpenStackImage.LocalCloud.Http;

/// <summary>The services, by the path prefix that leads to them.</summary>
internal static class ServiceName
{
    public const string Identity = "identity";
    public const string Image = "image";
    public const string None = "";
}
