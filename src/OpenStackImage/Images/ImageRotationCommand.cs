using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>
/// The base class of the cmdlets that replace an image with a new version: adds -Replaces and the parameters for earlier versions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageRotationCommand : UploadCommand
{
    /// <summary>
    /// Specifies the image that the new image replaces, by ID, by name, or as an image object. The new image inherits the properties, tags,
    /// visibility, protection, minimum disk and minimum memory that you do not specify. It gets the members of the replaced image, with
    /// their member status if the session has permission to set it. Then the replaced image is hidden. If the replaced image already has
    /// the same data and settings, the cmdlet creates nothing and writes that image.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference? Replaces { get; set; }

    /// <summary>
    /// Specifies how many earlier versions of the image to keep. Older versions are deleted after the new image has replaced the previous
    /// one, unless they are protected or other projects have accepted them. By default, all versions are kept. Requires -Replaces.
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
    /// Specifies properties to set on the replaced image, as a hashtable, as an object, or as name=value. Requires -Replaces.
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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseIf(
            Rotation.ReservedProperty is not null,
            $"-ReplacedProperty cannot set '{Rotation.ReservedProperty}', which is not a custom property of an image.",
            "Omit it.");
    }

    /// <summary>The actions on the replaced image and on earlier versions.</summary>
    private protected RotationOptions Rotation => new()
    {
        Keep = Keep,
        Name = RenameReplaced,
        Properties = ImageProperties.Merge(ReplacedProperty),
        Force = Force,
    };
}
