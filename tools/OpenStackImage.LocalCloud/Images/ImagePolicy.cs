using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>
/// Glance's secure default policies: users with the member role on the owning project can change an image, users with the reader role can
/// read it, and admins can do both for any image.
/// </summary>
internal static class ImagePolicy
{
    /// <summary>True if the image is visible to the caller. The gate of the store must be held, because the members are read.</summary>
    public static bool Sees(this TokenRecord token, ImageRecord image)
        => token.IsAdmin
        || token.SeesAll
        || image.Owner is null
        || image.Visibility is ImageVisibility.Public or ImageVisibility.Community
        || (token.ProjectId is { } project
            && (image.Owner == project || (image.Visibility == ImageVisibility.Shared && image.Member(project) is not null)));

    public static bool MayShow(this TokenRecord token, ImageRecord image) => token.IsAdmin || (token.IsReader && Reaches(token, image));

    public static bool MayList(this TokenRecord token) => token.IsAdmin || (token.IsReader && token.ProjectId is not null);

    public static bool MayChange(this TokenRecord token, ImageRecord image)
        => token.IsAdmin || (token.IsMember && token.ProjectId is not null && image.Owner == token.ProjectId);

    public static bool MayDownload(this TokenRecord token, ImageRecord image) => token.IsAdmin || (token.IsMember && Reaches(token, image));

    public static bool MayCreate(this TokenRecord token, string? owner)
        => token.IsAdmin || (token.IsMember && token.ProjectId is not null && owner == token.ProjectId);

    /// <summary>The owner of an image and the projects that it is shared with can read the members.</summary>
    public static bool MayShowMembers(this TokenRecord token, ImageRecord image)
        => token.IsAdmin
            || (token.IsReader && token.ProjectId is { } project && (image.Owner == project || image.Member(project) is not null));

    /// <summary>Only a project that an image is shared with sets the member status, never the owner.</summary>
    public static bool MayModifyMember(this TokenRecord token, ImageRecord image)
        => token.IsAdmin
            || (token.IsMember && token.ProjectId is { } project && image.Owner != project && image.Member(project) is not null);

    private static bool Reaches(TokenRecord token, ImageRecord image)
        => image.Visibility is not ImageVisibility.Private
            || (token.ProjectId is { } project && (image.Owner == project || image.Member(project) is not null));
}
