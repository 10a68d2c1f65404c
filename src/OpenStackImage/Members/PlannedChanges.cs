using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Prompts for the confirmation of changes, and writes them as objects with -WhatIf.</summary>
internal static class PlannedChanges
{
    /// <summary>Calls ShouldProcess and waits for its result. With -WhatIf, it also writes the planned change, with names.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="sentence">The change, as a sentence without a full stop.</param>
    /// <param name="planned">The change.</param>
    /// <param name="names">Looks up the names that are not known yet.</param>
    public static async Task<bool> ConfirmAsync(this PipelineWriter writer, string sentence, ImageMemberChange planned, MemberNames names)
    {
        var isConfirmed = await writer.ConfirmAsync(sentence).ConfigureAwait(false);
        if (writer.IsWhatIf)
        {
            await writer.WritePlannedAsync(planned, names).ConfigureAwait(false);
        }

        return isConfirmed;
    }

    /// <summary>Writes a planned change, with names.</summary>
    public static async Task WritePlannedAsync(this PipelineWriter writer, ImageMemberChange planned, MemberNames names)
    {
        var imageName = planned.ImageName ?? await names.ImageNameAsync(planned.ImageId, writer.CancellationToken).ConfigureAwait(false);
        var memberName = planned.MemberName ?? await names.ProjectNameAsync(planned.MemberId, writer.CancellationToken)
            .ConfigureAwait(false);
        var change = ImageMemberChange.Of(
            new ResourceName(planned.ImageId, imageName),
            new ResourceName(planned.MemberId, memberName),
            planned.Action,
            planned.Status,
            planned.PreviousStatus,
            isPlanned: true);
        await writer.WriteAsync(change).ConfigureAwait(false);
    }
}
