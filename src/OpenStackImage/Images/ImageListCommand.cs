using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Images;

/// <summary>The base class of Get-OSImage: adds the filters and the order of lists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageListCommand : SessionCommand
{
    private protected const string ListSet = "List";
    private protected const string ImageSet = "Image";
    private protected const string SharedWithMeSet = "SharedWithMe";

    private static readonly string[] Filters =
    [
        nameof(WithId), nameof(Visibility), nameof(Status), nameof(Owner), nameof(Tag), nameof(Property), nameof(Hidden), nameof(Protected),
        nameof(DiskFormat), nameof(ContainerFormat), nameof(MinimumSize), nameof(MaximumSize), nameof(CreatedAfter), nameof(CreatedBefore),
        nameof(UpdatedAfter), nameof(UpdatedBefore), nameof(MemberStatus), nameof(Marker),
    ];

    /// <summary>
    /// Specifies the names of the images. Names are exact, including case. Names with wildcards (*, ?, [a-z]) are not case-sensitive. If
    /// only names are specified, a name without wildcards that no image has is an error.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// Specifies IDs; up to 100 are read at once, hidden images included. IDs that do not exist are omitted without an error.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(NoCompleter))]
    public Guid[] WithId { get; set; } = [];

    /// <summary>Specifies the visibility. By default, the community images of other projects are not listed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community, ImageVisibility.All)]
    [ValidateNotNullOrEmpty]
    public string[] Visibility { get; set; } = [];

    /// <summary>Specifies the status.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(
        ImageStatus.Queued, ImageStatus.Saving, ImageStatus.Uploading, ImageStatus.Importing, ImageStatus.Active,
        ImageStatus.Deactivated, ImageStatus.Killed, ImageStatus.PendingDelete, ImageStatus.Deleted)]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Specifies the projects that own the images, by ID or name.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("OwnerId")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("OwnerId", "ProjectId", "Id")]
    public string[] Owner { get; set; } = [];

    /// <summary>Specifies the domain of owners that are specified by name. Specify the ID or the name of the domain.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Specifies tags; only images that have all of them are listed.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>
    /// Specifies values of custom properties, as a hashtable, as an object, or as name=value. Fields such as status have separate
    /// parameters.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImagePropertyCompleter))]
    [PropertyObject]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>Indicates that only hidden images are listed. By default, they are omitted.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = SharedWithMeSet)]
    public SwitchParameter Hidden { get; set; }

    /// <summary>Specifies whether images that are protected against deletion are listed ($true), or those that are not ($false).</summary>
    [Parameter(ParameterSetName = ListSet), ArgumentCompleter(typeof(BooleanCompleter)), ValidateNotNull]
    [BooleanText]
    public bool? Protected { get; set; }

    /// <summary>Specifies the disk format.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string[] DiskFormat { get; set; } = [];

    /// <summary>Specifies the container format.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string[] ContainerFormat { get; set; } = [];

    /// <summary>Specifies the minimum size in bytes, for example 2GB.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateRange(0, long.MaxValue), ArgumentCompleter(typeof(NoCompleter))]
    public long? MinimumSize { get; set; }

    /// <summary>Specifies the maximum size in bytes, for example 2GB.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateRange(0, long.MaxValue), ArgumentCompleter(typeof(NoCompleter))]
    public long? MaximumSize { get; set; }

    /// <summary>Specifies the earliest time of creation.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Specifies the time before which the images were created.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Specifies the earliest time of the last change.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Specifies the time before which the images were last changed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>
    /// Specifies the order, for example Name or Size:desc. The server sorts. A list that is sorted by something that can change is read
    /// completely before the first image is written. Default: the newest images first.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(SortOrderCompleter))]
    public SortOrder[] Sort { get; set; } = [];

    /// <summary>Specifies the image after which the list starts, by ID, by name, or as an image object. Use the same -Sort.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNull, ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference? Marker { get; set; }

    /// <summary>
    /// Specifies one or more member statuses that the session's project has set for images of other projects. Default: pending with
    /// -SharedWithMe, otherwise accepted; an admin lists all.
    /// </summary>
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(Images.MemberStatus.Pending, Images.MemberStatus.Accepted, Images.MemberStatus.Rejected, Images.MemberStatus.All)]
    [ValidateNotNullOrEmpty]
    public string[] MemberStatus { get; set; } = [];

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(OwnerDomain), nameof(Owner))];

    /// <summary>True if nothing but names filters the list.</summary>
    private protected bool HasOnlyNames => Name.Length > 0 && !MyInvocation.BoundParameters.Keys.Any(Filters.Contains);

    /// <summary>Returns the filters that have one meaning for the server.</summary>
    private protected ImageQuery Query()
    {
        var properties = ImageProperties.Merge(Property);
        try
        {
            ImageProperties.RefuseEmpty(Property);
            ReservedFilter.Refuse(properties.Keys);
        }
        catch (OpenStackException refusal)
        {
            ThrowTerminatingError(ErrorRecords.From(refusal, null));
        }

        return new ImageQuery
        {
            Ids = [.. WithId.Select(id => id.ToString("D"))],
            Statuses = Lower(Status),
            Tags = Tag,
            Properties = properties,
            Hidden = Hidden,
            Protected = Protected,
            DiskFormats = Lower(DiskFormat),
            ContainerFormats = Lower(ContainerFormat),
            MinimumSize = MinimumSize,
            MaximumSize = MaximumSize,
            CreatedAfter = Time(CreatedAfter),
            CreatedBefore = Time(CreatedBefore),
            UpdatedAfter = Time(UpdatedAfter),
            UpdatedBefore = Time(UpdatedBefore),
            Sort = [.. Sort.Select(order => order.Wire)],
        };
    }

    /// <summary>Returns keywords as Glance spells them.</summary>
    private protected static IReadOnlyList<string> Lower(IEnumerable<string> words) => [.. words.Select(word => word.ToLowerInvariant())];

    private static DateTimeOffset? Time(DateTime? time) => time is { } value ? new DateTimeOffset(value) : null;
}
