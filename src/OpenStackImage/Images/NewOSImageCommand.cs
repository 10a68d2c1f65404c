using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.ImageData;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>
/// Creates images without data, or with data from a file, from bytes, or from a URI. A new image can replace another image and inherit its
/// properties, tags and members. An image whose upload or import fails is removed.
/// </summary>
[Cmdlet(VerbsCommon.New, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(Image))]
public sealed partial class NewOSImageCommand : ImageRotationCommand
{
    private const string UriSet = "Uri";

    private readonly ConcurrentDictionary<(OpenStackSession Session, string? Domain), ProjectResolver> _projects = new();
    private ImageSettings _settings = new();

    /// <summary>Specifies the name of the image. Default: the name of the replaced image, or of the file.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the URI from which the cloud itself downloads the data (web-download). Requires -DiskFormat.</summary>
    [Parameter(ParameterSetName = UriSet, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>
    /// Indicates that the cmdlet stages and imports the data (glance-direct), for example into several stores. By default, the data is
    /// uploaded into one store.
    /// </summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = StreamSet)]
    public SwitchParameter Import { get; set; }

    /// <summary>Specifies the ID of the image. No image with this ID may exist. Default: a random ID.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Guid? Id { get; set; }

    /// <summary>
    /// Specifies the disk format, for example raw, qcow2, vmdk, vhd, vhdx, vdi or iso. By default, the cmdlet detects it from the beginning
    /// of the data. Data of a different format is rejected.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string? DiskFormat { get; set; }

    /// <summary>Specifies the container format. Default: bare (none).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string? ContainerFormat { get; set; }

    /// <summary>Specifies the minimum disk size of a server that is created from the image, in GiB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [NotNegative]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinDisk { get; set; }

    /// <summary>Specifies the minimum memory of a server that is created from the image, in MiB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [NotNegative]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinRam { get; set; }

    /// <summary>Specifies the visibility of the image. By default, the cloud creates shared images. A new image has no members.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [Keyword(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community)]
    [ArgumentCompleter(typeof(VisibilityCompleter))]
    public string? Visibility { get; set; }

    /// <summary>Indicates that the cmdlet protects the image from deletion after its data is stored.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("IsProtected")]
    [BooleanText(IsSwitch = true)]
    public SwitchParameter Protected { get; set; }

    /// <summary>Indicates that the image is hidden: image lists contain it only if hidden images are requested.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("IsHidden")]
    [BooleanText(IsSwitch = true)]
    public SwitchParameter Hidden { get; set; }

    /// <summary>
    /// Specifies the project that owns the image, by ID or name. Default: the session's project. Another project requires an admin session.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OwnerId")]
    [Cell]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("OwnerId", "ProjectId", "Id")]
    public string? Owner { get; set; }

    /// <summary>Specifies the ID or name of the domain of an owner that is specified by name. Default: any domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Specifies the tags of the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Specifies custom properties, as a hashtable, as an object, or as name=value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Properties")]
    [PropertyRowSetting]
    [Cell]
    [PropertyObject]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    public ImageProperties[] Property { get; set; } = [];

    private protected override ColumnUse Columns => ColumnUse.NewResource;

    private protected override IReadOnlyList<ParameterRequirement> Requirements
        => [.. base.Requirements, new(nameof(OwnerDomain), nameof(Owner))];

    private ProjectResolver Projects => _projects.GetOrAdd(
        (CurrentSession, OwnerDomain), key => new ProjectResolver(key.Session, key.Domain, requiresExisting: true, Observer));

    internal override IReadOnlyCollection<string> OwnColumns
        => ParameterSetName == UriSet ? [] : [.. base.OwnColumns, nameof(Uri)];

    private protected override void ReadRow(PSObject row)
    {
        // An empty cell is an omitted parameter.
        Name = Name is "" ? null : Name;

        // PowerShell binds the row to -InputObject, and binds no column to a parameter of another parameter set.
        if (ParameterSetName != UriSet)
        {
            var uri = row.Properties[nameof(Uri)]?.Value?.ToString();
            Uri = string.IsNullOrEmpty(uri) ? null : new Uri(uri, UriKind.RelativeOrAbsolute);
        }
    }

    private protected override void Upload(UploadSource? source)
    {
        _settings = Settings(source);
        var current = Snapshot<NewOSImageCommand>();
        StartUpload(work => Start(Name ?? Replaces?.Text ?? source?.FileName, work), writer => current.CreateAsync(source, writer));
    }

    private async Task CreateAsync(UploadSource? source, PipelineWriter writer)
    {
        var owner = Owner is null ? null : await Projects.ResolveAsync(Owner, writer.CancellationToken).ConfigureAwait(false);
        var creator = new ImageCreator(writer.Session, writer, text => Warn(writer, text))
        {
            Id = Id?.ToString("D"),
            Replaces = Replaces,
            SkipsFormatCheck = SkipFormatCheck,
            SkipsUnchanged = SkipIfUnchanged,
            Stores = Store,
            Import = ImportOf(source),
            Expected = ExpectedHash,
            Rotation = Rotation,
        };
        var image = await creator.CreateAsync(_settings with { OwnerId = owner?.Id }, source).ConfigureAwait(false);
        if (image is not null)
        {
            await writer.WriteAsync(Replaces is null ? image : creator.Result.AttachTo(image)).ConfigureAwait(false);
        }
    }
}
