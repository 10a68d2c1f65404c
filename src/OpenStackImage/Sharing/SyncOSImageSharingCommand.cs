using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sharing;

/// <summary>Changes the members of images so that they match a sharing file.</summary>
[Cmdlet(VerbsData.Sync, "OSImageSharing", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageSharingCommand : SharingFileCommand
{
    /// <summary>
    /// Indicates that members of the selected images that no entry lists are removed. Images that no entry selects are never changed.
    /// </summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    private protected override Task ReportAsync(SharingRun run, UnusableImage unusable, PipelineWriter writer)
    {
        writer.WriteError(ErrorRecords.From(unusable.Failure, unusable.Text));
        return Task.CompletedTask;
    }

    private protected override Task ProcessImageAsync(SharingRun run, SelectedImage image, SharingPlan plan, PipelineWriter writer)
        => new SyncSharing(Clients, run, image, writer) { Prunes = Prune }.SyncAsync(plan);
}
