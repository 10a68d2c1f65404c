namespace OpenStackImage.LocalCloud.Http;

/// <summary>The services, by their path prefixes.</summary>
internal static class ServiceName
{
    public const string Identity = "identity";
    public const string Image = "image";
    public const string None = "";
}
