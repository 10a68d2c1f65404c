using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sharing;

/// <summary>Changes the members of images so that they match a sharing file.</summary>
[Cmdlet(VerbsData.Sync, "OSImageSharing", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageSharingCommand : SharingFileCommand
{
    /// <summary>
    /// Indicates that the cmdlet removes members of the selected images that are not listed in any entry. Images that are not selected by
    /// any entry are never changed. By default, such members are kept.
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
