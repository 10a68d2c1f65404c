using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;

namespace OpenStackImage.ImageData;

/// <summary>
/// Saves the data of images as files, or writes it to the pipeline as bytes. A file gets its name only after it is verified; a download
/// that breaks off is continued.
/// </summary>
[Cmdlet(VerbsData.Save, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(FileInfo), ParameterSetName = new[] { FileSet, LiteralFileSet })]
[OutputType(typeof(byte[]), ParameterSetName = new[] { BytesSet })]
public sealed class SaveOSImageCommand : ImageCommand
{
    private const string FileSet = "File";
    private const string LiteralFileSet = "LiteralFile";
    private const string BytesSet = "Bytes";

    private readonly ConcurrentDictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private string _folder = "";

    /// <summary>Saves four images at once by default: more share the same network.</summary>
    public SaveOSImageCommand() => ThrottleLimit = 4;

    /// <summary>
    /// Specifies the file; or a folder, in which the file gets the name of the image, with the disk format as extension. Default: the
    /// current folder. Characters that are not allowed in file names are replaced by _.
    /// </summary>
    [Parameter(ParameterSetName = FileSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Specifies the file or the folder as -Path does.</summary>
    [Parameter(ParameterSetName = LiteralFileSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// Indicates that a regular file that existed before the command is replaced. A symbolic link is kept, and its target is replaced;
    /// devices and other special files are never replaced.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the download resumes from the partial file of an earlier command with -Resume, and that the partial file is kept if
    /// the download fails. By default, no partial file is kept.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Indicates that the cmdlet writes the files that were saved.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Indicates that the data is written to the pipeline as byte arrays. PowerShell 7.4 passes them unchanged to the input of a program.
    /// The data is verified only at the end; a mismatch is a terminating error.
    /// </summary>
    [Parameter(ParameterSetName = BytesSet, Mandatory = true)]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>
    /// Specifies the hash that the data must have: an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 in hexadecimal digits, with or without the
    /// algorithm (sha256:...).
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    /// <summary>
    /// Specifies the stores from which the data is read, the preferred one first. Requires Glance of OpenStack 2026.2 or later; with an
    /// older Glance, the error is StorePreferenceIgnored. By default, the cloud chooses the store.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9_.-]+$")]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[] Store { get; set; } = [];

    private protected override int Throttle => ParameterSetName == BytesSet ? 1 : ThrottleLimit;

    private protected override bool StopsAtError => ParameterSetName == BytesSet;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            _folder = ParameterSetName == BytesSet ? "" : FileSystemPath.Of(SessionState, LiteralPath ?? Path);
        }
        catch (FileException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, LiteralPath ?? Path));
        }

        base.ProcessRecord();
    }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var image = await new ImageResolver(writer.Session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        var downloader = new ImageDownloader(writer.Session, writer)
        {
            Replaces = Force,
            Resumes = Resume,
            Expected = ExpectedHash,
            Stores = Store,
        };
        if (AsByteStream)
        {
            await downloader.WriteAsync(image).ConfigureAwait(false);
            return;
        }

        var file = await downloader.SaveAsync(image, _folder, _taken).ConfigureAwait(false);
        if (PassThru && file is not null)
        {
            await writer.WriteAsync(file).ConfigureAwait(false);
        }
    }
}
