using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;

namespace OpenStackImage.ImageData;

/// <summary>
/// Saves the data of images to files, or writes it to the pipeline as bytes. A file gets its name only after its data is verified. An
/// interrupted download is resumed automatically.
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

    /// <summary>Saves four images concurrently by default, because more downloads would share the same bandwidth.</summary>
    public SaveOSImageCommand() => ThrottleLimit = 4;

    /// <summary>
    /// Specifies the path of a file or a folder. In a folder, the file gets the name of the image, with the disk format as the extension.
    /// Characters that are not allowed in file names are replaced with _. Default: the current folder.
    /// </summary>
    [Parameter(ParameterSetName = FileSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Specifies the path of a file or a folder. The value is used exactly as it is typed, as with -Path.</summary>
    [Parameter(ParameterSetName = LiteralFileSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// Indicates that the cmdlet replaces a regular file that existed before the command. If the path is a symbolic link, its target is
    /// replaced, and the link is kept. Devices and other special files are never replaced.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet resumes the download from the partial file of an earlier command with -Resume. If the download fails, the
    /// cmdlet keeps the partial file. By default, no partial file is kept.
    /// </summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Indicates that the cmdlet writes the saved files. By default, it writes nothing.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Indicates that the cmdlet writes the data to the pipeline as byte arrays. PowerShell 7.4 and later passes them unchanged to the
    /// input of a program. The data is verified after all of it is written. A mismatch is a terminating error.
    /// </summary>
    [Parameter(ParameterSetName = BytesSet, Mandatory = true)]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>
    /// Specifies the expected hash of the data: an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 hash in hexadecimal digits, with or without the
    /// algorithm as a prefix (sha256:...).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    /// <summary>
    /// Specifies the stores from which to read the data, in order of preference. Requires OpenStack 2026.2 or later. With an earlier
    /// version, the error is StorePreferenceIgnored. By default, the cloud chooses the store.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9_.-]+$")]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[] Store { get; set; } = [];

    private protected override int Throttle => ParameterSetName == BytesSet ? 1 : ThrottleLimit;

    private protected override ColumnUse Columns => ColumnUse.Operation;

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
            Refuse(failure, LiteralPath ?? Path);
            return;
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
