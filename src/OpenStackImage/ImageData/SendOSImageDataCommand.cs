using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Sends data into an image that has none yet: from a file, a stream, or bytes in the pipeline; at once, or staged for an import.</summary>
[Cmdlet(VerbsCommunications.Send, "OSImageData", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(Image))]
public sealed class SendOSImageDataCommand : SessionCommand
{
    private const string PathSet = "Path";
    private const string BytesSet = "Bytes";
    private const string StreamSet = "Stream";

    private PipelineByteStream? _feed;

    /// <summary>The image: an ID, a name or an image.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference Image { get; set; } = null!;

    /// <summary>The file that becomes the image's data.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Bytes that become the image's data, from the pipeline: Get-Content -AsByteStream -ReadCount 1MB.</summary>
    [Parameter(ParameterSetName = BytesSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public byte[] InputObject { get; set; } = [];

    /// <summary>A .NET stream whose rest becomes the image's data. It is closed afterwards.</summary>
    [Parameter(ParameterSetName = StreamSet, Mandatory = true)]
    [ValidateNotNull]
    public Stream? InputStream { get; set; }

    /// <summary>Only keep the data ready, for an import with the method glance-direct (Import-OSImage).</summary>
    [Parameter]
    public SwitchParameter Stage { get; set; }

    /// <summary>Send data of another disk format than the image's, too.</summary>
    [Parameter]
    public SwitchParameter SkipFormatCheck { get; set; }

    /// <summary>Write the image with its data.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override int Throttle => _feed is null ? 1 : 2;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == BytesSet)
        {
            if (_feed is null)
            {
                _feed = new PipelineByteStream();
                Begin(UploadSource.OfPipeline(_feed));
            }

            _feed.Add(InputObject, HandOver, StopToken);
            return;
        }

        // Not mandatory, or PowerShell would not let bytes come through the pipeline.
        if (ParameterSetName == PathSet && Path is null)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new ImageDataException(ErrorIds.NoImageData, "There is no data to send.", "Use -Path, -InputStream, or the pipeline."), Image.Text));
        }

        Begin(ParameterSetName == PathSet ? UploadSource.OfFile(SessionState, Path!) : UploadSource.OfStream(InputStream!));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _feed?.Complete(HandOver, StopToken);
        base.EndProcessing();
    }

    private void Begin(UploadSource offer)
    {
        var reference = Image;
        StartFor(reference, async writer =>
        {
            try
            {
                var image = await new ImageResolver(writer.Session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
                var upload = new ImageUploader(writer.Session, writer) { IsStaged = Stage, SkipsFormatCheck = SkipFormatCheck };
                var sent = await upload.SendAsync(image, offer).ConfigureAwait(false);
                if (PassThru && sent is not null)
                {
                    await writer.WriteAsync(sent).ConfigureAwait(false);
                }
            }
            finally
            {
                // Whatever became of it, nothing more is read.
                _feed?.Close();
            }
        });
    }
}
