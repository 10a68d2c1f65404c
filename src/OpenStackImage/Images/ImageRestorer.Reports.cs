using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <content>The errors and warnings.</content>
internal sealed partial class ImageRestorer
{
    /// <summary>Writes the error of a version that is not in use, because a concurrent command has put a newer one in use.</summary>
    private Image? ReportNewer(VersionInUse version)
    {
        var newer = version.Newer!.ResourceName;
        var failure = new ConflictException(
            ErrorIds.ImageChanged,
            $"Image {version.Own.ResourceName} was not restored: another command has made image {newer} visible at the same time, which "
                + "is newer.",
            response: null,
            $"To restore it in place of that image, use Restore-OSImage {newer.Id} -Version {version.Own.Id}.");
        writer.WriteError(ErrorRecords.From(failure, version.Own));
        return null;
    }

    private void Report(OpenStackException failure, Image current, Image previous)
    {
        writer.WriteError(ErrorRecords.From(failure, current));
        if (!previous.IsHidden)
        {
            writer.WriteWarning(
                $"Image {previous.ResourceName} is visible now, but image {current.ResourceName} was not hidden. Use "
                    + $"Restore-OSImage {current.Id} -Version {previous.Id} to complete it.");
        }
    }

    private async Task WarnOfOtherMembersAsync(Image previous, IReadOnlyList<ImageMember> copied)
    {
        if (previous.Visibility != ImageVisibility.Shared)
        {
            return;
        }

        var present = await new MemberClient(session, writer).ListAsync(previous.ResourceName, writer.CancellationToken)
            .ConfigureAwait(false);
        var others = present.Select(member => member.MemberId).Except(copied.Select(member => member.MemberId)).ToArray();
        if (others.Length > 0)
        {
            writer.WriteWarning(
                $"These projects are members of the restored image {previous.ResourceName}, but not of the image that it replaces: "
                    + $"{string.Join(", ", others)}. Use Remove-OSImageMember to remove them.");
        }
    }
}
