using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>
/// The members that an image had before it was made private: Glance keeps them, and they are members again once the image is shared.
/// </summary>
/// <param name="members">The members of images.</param>
/// <param name="writer">Writes warnings.</param>
internal sealed class PriorMembers(MemberClient members, PipelineWriter writer)
{
    /// <summary>Warns of the members of an image that has just been made shared.</summary>
    public async Task WarnAsync(ResourceName image)
    {
        IReadOnlyList<ImageMember> prior;
        try
        {
            prior = await members.ListAsync(image, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            writer.WriteWarning(
                $"Image {image} is shared now. Whether it had members before it was made private could not be read: {failure.Message}");
            return;
        }

        if (prior.Count > 0)
        {
            var list = string.Join(", ", prior.Select(member => $"{member.MemberId} ({member.Status})"));
            writer.WriteWarning(
                $"Image {image} had members before it was made private. They are members again, "
                    + $"with their previous member status: {list}.");
        }
    }
}
