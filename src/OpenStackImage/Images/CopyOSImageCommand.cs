using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// Copies images to other clouds or projects with their settings and, if requested, with their members. The data is downloaded once for all
/// destinations, streamed in constant memory, and verified at the source and at each destination. If you run the command again, it copies
/// only what is missing or different.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class CopyOSImageCommand : ImageCopyCommand
{
    /// <summary>Copies two images concurrently by default, because more copies would share the same bandwidth.</summary>
    public CopyOSImageCommand() => ThrottleLimit = 2;

    /// <summary>
    /// Indicates that the cmdlet replaces an image of the destination that has the same name and different data. The copy gets the members
    /// of that image, and that image is hidden. By default, such an image causes an error (ImageDiffers).
    /// </summary>
    [Parameter]
    public SwitchParameter Replaces { get; set; }

    /// <summary>Specifies the visibility of the copies. Default: the visibility of the image.</summary>
    [Parameter]
    [ValidateSet(ImageVisibility.Shared, ImageVisibility.Private, ImageVisibility.Community, ImageVisibility.Public)]
    public string? Visibility { get; set; }

    private protected override bool EndsWorkAfterStop => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseIf(
            WithMember && Visibility is not null && Options().Visibility != ImageVisibility.Shared,
            $"-WithMember has no effect with -Visibility {Visibility}: only shared images have members.",
            "Use -Visibility shared, or omit one of the two.");
        base.BeginProcessing();
    }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var image = await ReadAsync(reference, writer).ConfigureAwait(false);
        await new ImageCopier(image, Options(), writer, text => Warn(writer, text)).CopyAsync(Destinations).ConfigureAwait(false);
    }

    private CopyOptions Options() => new()
    {
        Replaces = Replaces,
        Visibility = Visibility?.ToLowerInvariant(),
        WithMembers = WithMember,
        ProjectMap = Mapping,
    };
}
