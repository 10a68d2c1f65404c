using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Keystone's links, which contain the prefix of its URL.</summary>
internal static class IdentityPath
{
    public static string Base(ServiceRequest request) => $"{request.Origin}/{ServiceName.Identity}";

    public static string V3(ServiceRequest request) => Base(request) + "/v3";

    public static string Self(ServiceRequest request)
        => Base(request) + request.Target.Path + (request.Target.Query.Length == 0 ? "" : "?" + request.Target.Query);
}
