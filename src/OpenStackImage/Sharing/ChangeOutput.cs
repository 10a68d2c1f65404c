using OpenStackImage.Pipeline;

namespace OpenStackImage.Sharing;

/// <summary>Writes what was done about a member.</summary>
internal static class ChangeOutput
{
    public static Task WriteChangeAsync(this Output output, ImageMember member, ImageMemberAction action)
        => output.WriteAsync(new ImageMemberChange { ImageId = member.ImageId, MemberId = member.MemberId, Action = action, Status = member.Status });

    public static Task WriteRemovalAsync(this Output output, string imageId, string projectId)
        => output.WriteAsync(new ImageMemberChange { ImageId = imageId, MemberId = projectId, Action = ImageMemberAction.Removed });
}
