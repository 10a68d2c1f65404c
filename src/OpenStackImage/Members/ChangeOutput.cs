using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>Writes what was done about a member.</summary>
internal static class ChangeOutput
{
    public static Task WriteChangeAsync(this PipelineWriter writer, ImageMember member, ImageMemberAction action)
        => writer.WriteAsync(new ImageMemberChange { ImageId = member.ImageId, MemberId = member.MemberId, Action = action, Status = member.Status });

    public static Task WriteRemovalAsync(this PipelineWriter writer, string imageId, string projectId)
        => writer.WriteAsync(new ImageMemberChange { ImageId = imageId, MemberId = projectId, Action = ImageMemberAction.Removed });
}
