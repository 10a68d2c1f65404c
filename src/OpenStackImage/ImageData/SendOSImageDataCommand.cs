using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.Members;

namespace OpenStackImage.ImageData;

/// <summary>
/// Uploads data to an image that has no data, from a file, a stream, or bytes from the pipeline. The data is stored immediately, or staged
/// for an import.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "OSImageData", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(Image))]
public sealed class SendOSImageDataCommand : UploadCommand
{
    /// <summary>Specifies the image by ID, by name, or as an image object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference Image { get; set; } = null!;

    /// <summary>
    /// Indicates that the cmdlet only stages the data, for an import with the method glance-direct. See Import-OSImage. By default, the
    /// data is stored immediately.
    /// </summary>
    [Parameter]
    public SwitchParameter Stage { get; set; }

    /// <summary>Indicates that the cmdlet writes the image after the upload. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ColumnUse Columns => ColumnUse.Operation;

    /// <summary>Without -Image, the images come from the pipeline, and there may be none.</summary>
    private protected override bool RequiresInput => MyInvocation.BoundParameters.ContainsKey(nameof(Image));

    private protected override OpenStackException? Contradiction(UploadSource? source)
    {
        // -Path is not mandatory, or PowerShell would not accept bytes from the pipeline.
        if (source is null)
        {
            return new ImageDataException(ErrorIds.NoImageData, "There is no data to send.", "Use -Path, -InputStream, or the pipeline.")
            {
                Subject = Image.Text,
            };
        }

        return ParameterRefusal.If(
                Store.Length > 1, "An upload can use only one store.", "Specify one store, or use New-OSImage -Import.")
            ?? ParameterRefusal.If(
                Stage && (Store.Length > 0 || SkipIfUnchanged),
                "Staged data is not in a store until it is imported.",
                "Specify -Store with Import-OSImage, and omit -SkipIfUnchanged.");
    }

    private protected override void Upload(UploadSource? source)
    {
        var current = Snapshot<SendOSImageDataCommand>();
        StartUpload(work => StartFor(Image, work), writer => current.SendAsync(source!, writer));
    }

    private async Task SendAsync(UploadSource source, PipelineWriter writer)
    {
        var image = await new ImageResolver(writer.Session, writer).GetAsync(Image, writer.CancellationToken).ConfigureAwait(false);
        var uploader = new ImageUploader(writer.Session, writer)
        {
            IsStaged = Stage,
            SkipsFormatCheck = SkipFormatCheck,
            SkipsUnchanged = SkipIfUnchanged,
            Store = Store.FirstOrDefault(),
        };
        var sent = await uploader.ConfirmAndSendAsync(image, source).ConfigureAwait(false);
        if (PassThru && sent is not null)
        {
            await writer.WriteAsync(sent).ConfigureAwait(false);
        }
    }
}
