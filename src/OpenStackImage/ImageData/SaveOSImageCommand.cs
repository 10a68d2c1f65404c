using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>
/// Saves the data of images as files, or writes it into the pipeline as bytes. A file has its name only once it is whole and its hash is right; a connection
/// that breaks is taken up where it broke.
/// </summary>
[Cmdlet(VerbsData.Save, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(FileInfo), ParameterSetName = new[] { FileSet })]
[OutputType(typeof(byte[]), ParameterSetName = new[] { BytesSet })]
public sealed class SaveOSImageCommand : SessionCommand
{
    private const string FileSet = "File";
    private const string BytesSet = "Bytes";

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>The file; or a folder, in which the file gets the image's name with its disk format as the ending. Left out, the current folder.</summary>
    [Parameter(ParameterSetName = FileSet, Position = 1)]
    [Alias("LiteralPath", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Replace a file that is there.</summary>
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Go on with what an earlier call with -Resume left beside the file, and leave what there is where this one is broken off, too. Without it nothing is left.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Write the files that were saved.</summary>
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Write the data into the pipeline, as arrays of bytes: PowerShell 7.4 hands them unchanged to the input of a program. Whether all of it was right shows only
    /// at the end, by an error that ends the statement.
    /// </summary>
    [Parameter(ParameterSetName = BytesSet, Mandatory = true)]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>How many images are read at once.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 4;

    private protected override int Throttle => ParameterSetName == FileSet ? ThrottleLimit : 1;

    private protected override bool StopsAtError => ParameterSetName == BytesSet;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = ParameterSetName == FileSet ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path) : "";
        foreach (var reference in Image)
        {
            StartFor(reference, async writer =>
            {
                var image = await new ImageResolver(writer.Session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
                var save = new ImageDownloader(writer.Session, writer) { Replaces = Force, Resumes = Resume };
                if (ParameterSetName == BytesSet)
                {
                    await save.WriteAsync(image).ConfigureAwait(false);
                }
                else if (await save.SaveAsync(image, path).ConfigureAwait(false) is { } file && PassThru)
                {
                    await writer.WriteAsync(file).ConfigureAwait(false);
                }
            });
        }
    }
}
