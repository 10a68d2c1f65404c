namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's links, which never contain the prefix of its URL.</summary>
internal static class ImagePath
{
    public const string Images = "/v2/images";
    public const string ImageSchema = "/v2/schemas/image";
    public const string ImagesSchema = "/v2/schemas/images";
    public const string MemberSchema = "/v2/schemas/member";
    public const string MembersSchema = "/v2/schemas/members";

    public static string Of(string id) => $"{Images}/{id}";
}
