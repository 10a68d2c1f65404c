using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.ImageData;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>
/// Makes images: without data yet, from a file, or from bytes; also in an old image's place, with its properties, tags and members. An image whose data
/// does not arrive whole is taken away again.
/// </summary>
[Cmdlet(VerbsCommon.New, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(Image))]
public sealed class NewOSImageCommand : SessionCommand
{
    private const string PathSet = "Path";
    private const string BytesSet = "Bytes";
    private const string StreamSet = "Stream";

    private PipelineByteStream? _feed;
    private readonly ConcurrentDictionary<OpenStackSession, ProjectResolver> _projects = new();

    /// <summary>The name. With -Replaces it is the old image's where left out, with -Path the file's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>The file that becomes the image's data; left out, it has none yet. Its size does not matter; a connection that breaks is taken up again, and what arrived is checked.</summary>
    [Parameter(ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Bytes that become the image's data, from the pipeline: Get-Content -AsByteStream -ReadCount 1MB. All of them are one image.</summary>
    [Parameter(ParameterSetName = BytesSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public byte[] InputObject { get; set; } = [];

    /// <summary>A .NET stream whose rest becomes the image's data. It is closed afterwards.</summary>
    [Parameter(ParameterSetName = StreamSet, Mandatory = true)]
    [ValidateNotNull]
    public Stream? InputStream { get; set; }

    /// <summary>The ID; left out, a new one.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    /// <summary>raw, qcow2, vmdk, vhd, vhdx, vdi, iso, ... Left out, it is recognised by the beginning of the data; data of another format is refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string? DiskFormat { get; set; }

    /// <summary>What the disk is packed in; bare (nothing) where left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string? ContainerFormat { get; set; }

    /// <summary>Send data of another disk format than -DiskFormat says, too.</summary>
    [Parameter]
    public SwitchParameter SkipFormatCheck { get; set; }

    /// <summary>The least disk that a server of this image needs, in GiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinDisk { get; set; }

    /// <summary>The least memory that a server of this image needs, in MiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinRam { get; set; }

    /// <summary>Who may see it; left out, the cloud's default, which is shared: its members, of which it has none yet.</summary>
    [Parameter]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community)]
    public string? Visibility { get; set; }

    /// <summary>Protect it against deletion.</summary>
    [Parameter]
    public SwitchParameter Protected { get; set; }

    /// <summary>Leave it out of lists that do not ask for hidden images.</summary>
    [Parameter]
    public SwitchParameter Hidden { get; set; }

    /// <summary>The project that owns it, by ID or name; left out, the session's own. Only admins may name another.</summary>
    [Parameter]
    [Alias("OwnerId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Owner { get; set; }

    /// <summary>The domain of an owner that is given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Its tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Further properties: a hashtable, or name=value, of which the well-known names complete with Tab.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>
    /// The image whose place the new one takes: an ID, a name or an image. Its properties, tags, visibility, protection, least disk and memory are taken over where
    /// nothing else is said, and its members with their answers where the session may; at the end it is hidden.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference? Replaces { get; set; }

    private protected override int Throttle => _feed is null ? 1 : 2;

    private ProjectResolver Projects => _projects.GetOrAdd(
        CurrentSession, session => new ProjectResolver(session, OwnerDomain, requiresExisting: true, Observer));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null && Replaces is null && Path is null)
        {
            ThrowTerminatingError(ErrorRecords.From(new NameNotFoundException(ErrorIds.InvalidImageName, "The new image has no name.", "Use -Name."), null));
        }

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

        Begin(ParameterSetName switch
        {
            PathSet when Path is not null => UploadSource.OfFile(SessionState, Path),
            StreamSet => UploadSource.OfStream(InputStream!),
            _ => null,
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _feed?.Complete(HandOver, StopToken);
        base.EndProcessing();
    }

    private void Begin(UploadSource? offer)
    {
        var (owner, settings) = (Owner, Settings());
        Start(settings.Name ?? Replaces?.Text, async writer =>
        {
            try
            {
                var ownerId = owner is null ? null : (await Projects.ResolveAsync(owner, writer.CancellationToken).ConfigureAwait(false)).Id;
                var creation = new ImageCreator(CurrentSession, writer)
                {
                    Id = Id?.ToString("D"),
                    Replaces = Replaces,
                    SkipsFormatCheck = SkipFormatCheck,
                };
                if (await creation.MakeAsync(settings with { OwnerId = ownerId }, offer).ConfigureAwait(false) is { } image)
                {
                    await writer.WriteAsync(image).ConfigureAwait(false);
                }
            }
            finally
            {
                // Whatever became of it, nothing more is read.
                _feed?.Close();
            }
        });
    }

    private ImageSettings Settings() => new()
    {
        Name = Name ?? (Replaces is null && Path is not null ? System.IO.Path.GetFileName(Path) : null),
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat,
        ContainerFormat = ContainerFormat,
        MinDisk = MinDisk,
        MinRam = MinRam,
        IsProtected = Protected.IsPresent ? Protected.ToBool() : null,
        IsHidden = Hidden.IsPresent ? Hidden.ToBool() : null,
        Tags = Tag,
        Properties = ImageProperties.Merge(Property),
    };
}
