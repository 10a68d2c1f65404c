using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>
/// The base class of the cmdlets that replace an image by a new version: adds -Replaces and what is done with earlier versions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageRotationCommand : UploadCommand
{
    /// <summary>
    /// Specifies the image that the new one replaces, by ID, by name, or as an image object. Its properties, tags, visibility, protection,
    /// minimum disk and memory are used unless specified, and its members are copied, with their status as far as the session has
    /// permission. Finally, it is hidden. If it already has the same data and settings, the cmdlet creates nothing and returns it.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference? Replaces { get; set; }

    /// <summary>
    /// Specifies how many earlier versions of the image to keep. The older ones are deleted once the new image is in use, unless they are
    /// protected or other projects have accepted them. Requires -Replaces.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int? Keep { get; set; }

    /// <summary>
    /// Specifies the new name of the replaced image, as a template with the fields {name}, {id} and {created:yyyyMMdd} (a .NET date format;
    /// UTC). By default, the name is not changed. Requires -Replaces.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ImageNameTemplate? RenameReplaced { get; set; }

    /// <summary>
    /// Specifies properties that the replaced image gets, as a hashtable, as an object, or as name=value. Requires -Replaces.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    [PropertyObject]
    public ImageProperties[] ReplacedProperty { get; set; } = [];

    /// <summary>Indicates that -Keep also deletes versions that are protected or that other projects have accepted.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override IReadOnlyList<ParameterRequirement> Requirements =>
    [
        .. base.Requirements,
        new(nameof(Keep), nameof(Replaces)),
        new(nameof(RenameReplaced), nameof(Replaces)),
        new(nameof(ReplacedProperty), nameof(Replaces)),
        new(nameof(Force), nameof(Keep)),
    ];

    /// <summary>What is done with the replaced image and with earlier versions.</summary>
    private protected RotationOptions Rotation => new()
    {
        Keep = Keep,
        Name = RenameReplaced,
        Properties = ImageProperties.Merge(ReplacedProperty),
        Force = Force,
    };
}
