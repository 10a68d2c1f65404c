using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Images;

/// <summary>
/// Restores the previous version of an image, which New-OSImage -Replaces has hidden. The cmdlet shares the previous version with the
/// members of the current version, makes it visible with the name of the current version, and hides the current version.
/// </summary>
[Cmdlet(VerbsData.Restore, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class RestoreOSImageCommand : ImageCommand
{
    /// <summary>
    /// Specifies the version to restore, by ID, by name, or as an image object. Default: the version that was in use before the current
    /// version.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference? Version { get; set; }

    private protected override bool EndsWorkAfterStop => true;

    private protected override ColumnUse Columns => ColumnUse.Operation;

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var restorer = new ImageRestorer(writer.Session, writer, text => Warn(writer, text));
        var restored = await restorer.RestoreAsync(reference, Version).ConfigureAwait(false);
        if (restored is not null)
        {
            await writer.WriteAsync(restorer.Result.AttachTo(restored)).ConfigureAwait(false);
        }
    }
}
