using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sharing;

/// <summary>Compares the members of images with a sharing file, and writes one object for each difference.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OSImageSharing")]
[OutputType(typeof(ImageSharingDrift), typeof(bool))]
public sealed class TestOSImageSharingCommand : SharingFileCommand
{
    private int _differences;
    private int _uncertain;

    /// <summary>
    /// Indicates that the cmdlet writes $true if there is no difference, otherwise $false, instead of the differences. If an image or a
    /// project cannot be read, it writes the error and $false.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// Indicates that the cmdlet does not report members that are not listed in any entry. Sync-OSImageSharing -Prune removes such members.
    /// </summary>
    [Parameter]
    public SwitchParameter IgnoreExtra { get; set; }

    private protected override Task ReportAsync(SharingRun run, UnusableImage unusable, PipelineWriter writer)
        => WriteAsync(SharingDrift.Of(run.Document, unusable), writer);

    private protected override async Task ProcessImageAsync(SharingRun run, SelectedImage image, SharingPlan plan, PipelineWriter writer)
    {
        if (plan.IsIncomplete)
        {
            Interlocked.Add(ref _uncertain, plan.Expired.Count + (IgnoreExtra ? 0 : plan.Extra.Count));
        }

        foreach (var difference in SharingDrift.Of(run.Document, image, plan, includesExtra: !IgnoreExtra))
        {
            await WriteAsync(difference, writer).ConfigureAwait(false);
        }
    }

    private protected override void Complete(SharingRun? run)
    {
        var isInSync = run?.HasErrors == false && _differences == 0;
        if (Quiet)
        {
            WriteObject(isInSync);
        }
        else if (_uncertain > 0)
        {
            // One of these members may be a project that was not found or is mistyped.
            WriteWarning(FormattableString.Invariant(
                $"{_uncertain} members that no entry lists are not reported, because not every project of the file can be used."));
        }

        _differences = _uncertain = 0;
    }

    private async Task WriteAsync(ImageSharingDrift difference, PipelineWriter writer)
    {
        Interlocked.Increment(ref _differences);
        if (Quiet)
        {
            return;
        }

        if (difference is { MemberId: { } memberId, MemberName: null })
        {
            var name = await Clients.Names.ProjectNameAsync(memberId, writer.CancellationToken).ConfigureAwait(false);
            difference = difference.WithMemberName(name);
        }

        await writer.WriteAsync(difference).ConfigureAwait(false);
    }
}
