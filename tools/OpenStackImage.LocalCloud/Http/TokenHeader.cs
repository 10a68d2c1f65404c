namespace OpenStackImage.LocalCloud.Http;

internal static class TokenHeader
{
    public const string Auth = "X-Auth-Token";
    public const string Subject = "X-Subject-Token";
}
