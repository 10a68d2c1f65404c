using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Members;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>Changes the settings, tags and properties of images. Only the values that differ are sent.</summary>
[Cmdlet(VerbsCommon.Set, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed partial class SetOSImageCommand : ImageChangeCommand
{
    private readonly ConcurrentDictionary<(OpenStackSession Session, string? Domain), ProjectResolver> _projects = new();

    /// <summary>Specifies the new name of the images.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the visibility of the images. Members lose access to an image that is no longer shared.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [Keyword(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community)]
    [ArgumentCompleter(typeof(VisibilityCompleter))]
    public string? Visibility { get; set; }

    /// <summary>Specifies whether the images are protected from deletion.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("IsProtected")]
    [Cell]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    [BooleanText]
    public bool? Protected { get; set; }

    /// <summary>Specifies whether the images are hidden: image lists contain them only if hidden images are requested.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("IsHidden")]
    [Cell]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    [BooleanText]
    public bool? Hidden { get; set; }

    /// <summary>Specifies the project that owns the images, by ID or name. Requires an admin session.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("OwnerId")]
    [Cell]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("OwnerId", "ProjectId", "Id")]
    public string? Owner { get; set; }

    /// <summary>Specifies the ID or name of the domain of an owner that is specified by name. Default: any domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Specifies the minimum disk size of a server that is created from the images, in GiB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [NotNegative]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinDisk { get; set; }

    /// <summary>Specifies the minimum memory of a server that is created from the images, in MiB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [NotNegative]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinRam { get; set; }

    /// <summary>Specifies the disk format. It can be changed only while an image has no data.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string? DiskFormat { get; set; }

    /// <summary>Specifies the container format. It can be changed only while an image has no data.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string? ContainerFormat { get; set; }

    /// <summary>Specifies the tags that replace all existing tags. @() removes all tags.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("Tags")]
    [Cell]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Specifies tags to add.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [CellItems]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] AddTag { get; set; } = [];

    /// <summary>Specifies tags to remove. A tag that an image does not have is not an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [CellItems]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] RemoveTag { get; set; } = [];

    /// <summary>Specifies properties to set, as a hashtable, as an object, or as name=value. Other properties are not changed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyRowSetting]
    [Alias("Properties")]
    [Cell]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    [PropertyObject]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>
    /// Specifies properties to remove. A property that an image does not have is not an error. The fields of every image, such as name,
    /// cannot be removed.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [CellItems]
    [ArgumentCompleter(typeof(ImagePropertyNameCompleter))]
    public string[] RemoveProperty { get; set; } = [];

    private ProjectResolver Projects => _projects.GetOrAdd(
        (CurrentSession, OwnerDomain), key => new ProjectResolver(key.Session, key.Domain, requiresExisting: true, Observer));

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(OwnerDomain), nameof(Owner))];

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var settings = Settings();
        var owner = Owner is null ? null : await Projects.ResolveAsync(Owner, writer.CancellationToken).ConfigureAwait(false);
        await new ImageResolver(writer.Session, writer).ResolveAsync(reference, UpdateAsync, writer.CancellationToken)
            .ConfigureAwait(false);

        async Task UpdateAsync(ResourceName image)
        {
            var changed = await new ImageUpdater(writer.Session, writer).UpdateAsync(image, settings with { OwnerId = owner?.Id })
                .ConfigureAwait(false);
            if (PassThru && changed is not null)
            {
                await writer.WriteAsync(changed).ConfigureAwait(false);
            }
        }
    }
}
