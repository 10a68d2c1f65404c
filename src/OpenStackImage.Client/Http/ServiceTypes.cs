namespace OpenStackImage.Http;

/// <summary>The service types of the catalog that this module uses.</summary>
internal static class ServiceTypes
{
    public const string Image = "image";
    public const string Identity = "identity";
}
