using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.ImageData;

namespace OpenStackImage.Sharing;

/// <summary>
/// Writes a sharing file, which contains images, the projects with which they are shared, and the member statuses. Without -Image, it
/// contains all shared images of the session's project. In an admin session, it contains the shared images of all projects.
/// </summary>
[Cmdlet(VerbsData.Export, "OSImageSharing", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
public sealed class ExportOSImageSharingCommand : ThrottledCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private SharingExport? _export;
    private bool _takesImages;
    private string _file = "";

    /// <summary>
    /// Specifies the file to write. The extension determines the format: .yaml, .yml, .json or .csv. Wildcards are part of the name.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Specifies the file to write, as -Path does.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>
    /// Specifies the images by ID, by name, or as image objects. Image objects that are not shared are omitted. Default: all shared images
    /// of the session's project; in an admin session, those of all projects.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>
    /// Indicates that the file does not contain the member statuses. It is then not a difference if a project accepts or rejects an image
    /// later.
    /// </summary>
    [Parameter]
    public SwitchParameter KeepStatus { get; set; }

    /// <summary>
    /// Indicates that the cmdlet replaces an existing regular file. Comments, patterns and dates of the existing file are lost.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private SharingExport Export => _export ??= new SharingExport { KeepsStatus = KeepStatus };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _takesImages = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Image));
        var path = ParameterSetName == LiteralPathSet ? LiteralPath : Path;
        try
        {
            _file = FileSystemPath.Of(SessionState, path);
            SharingFile.RequireFormat(_file);
            DownloadTarget.Of(_file, Force);
        }
        catch (OpenStackException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, path));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in Image)
        {
            StartFor(image, writer => Export.AddAsync(image, writer));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_takesImages)
        {
            Start(null, writer => Export.AddAllAsync(ThrottleLimit, writer), []);
        }

        Finish();
        Start(_file, writer => Export.WriteAsync(_file, Force, writer), []);
        base.EndProcessing();
    }
}
