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
    /// Specifies the names of the images. A name without wildcards is case-sensitive. Names with wildcards (*, ?, [a-z]) are not
    /// case-sensitive. If no other filter is specified, a name without wildcards that matches no image causes an error.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// Specifies the IDs of the images. Up to 100 IDs are read with one request. Hidden images are included. IDs that do not exist are
    /// ignored.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(NoCompleter))]
    public Guid[] WithId { get; set; } = [];

    /// <summary>
    /// Specifies the visibility of the images to list. By default, the community images of other projects are not listed.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community, ImageVisibility.All)]
    [ValidateNotNullOrEmpty]
    public string[] Visibility { get; set; } = [];

    /// <summary>Specifies one or more statuses of the images to list.</summary>
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

    /// <summary>Specifies the ID or name of the domain of owners that are specified by name. Default: any domain.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Specifies one or more tags. The cmdlet lists only the images that have all of these tags.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>
    /// Specifies custom properties and their values, as a hashtable, as an object, or as name=value. The cmdlet lists only the images that
    /// have all of them. Fields such as status have separate parameters.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ImagePropertyCompleter))]
    [PropertyObject]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>Indicates that the cmdlet lists only hidden images. By default, hidden images are not listed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = SharedWithMeSet)]
    public SwitchParameter Hidden { get; set; }

    /// <summary>
    /// Specifies whether to list the images that are protected from deletion ($true) or those that are not ($false). By default, both are
    /// listed.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ArgumentCompleter(typeof(BooleanCompleter)), ValidateNotNull]
    [BooleanText]
    public bool? Protected { get; set; }

    /// <summary>Specifies one or more disk formats of the images to list.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string[] DiskFormat { get; set; } = [];

    /// <summary>Specifies one or more container formats of the images to list.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string[] ContainerFormat { get; set; } = [];

    /// <summary>Specifies the minimum size of the images to list in bytes, for example 2GB.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateRange(0, long.MaxValue), ArgumentCompleter(typeof(NoCompleter))]
    public long? MinimumSize { get; set; }

    /// <summary>Specifies the maximum size of the images to list in bytes, for example 2GB.</summary>
    [Parameter(ParameterSetName = ListSet), ValidateRange(0, long.MaxValue), ArgumentCompleter(typeof(NoCompleter))]
    public long? MaximumSize { get; set; }

    /// <summary>Specifies the earliest creation time of the images to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Specifies the time before which the images to list were created.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Specifies the earliest time of the last change of the images to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Specifies the time before which the images to list were last changed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    [ArgumentCompleter(typeof(NoCompleter)), ValidateNotNull]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>
    /// Specifies the sort order, for example Name or Size:desc. Glance sorts the list. If the values can change, such as UpdatedAt, the
    /// cmdlet reads the complete list before it writes the first image. Default: the newest images first.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(SortOrderCompleter))]
    public SortOrder[] Sort { get; set; } = [];

    /// <summary>
    /// Specifies the image after which the list starts, by ID, by name, or as an image object. Specify the same -Sort as for the preceding
    /// part of the list.
    /// </summary>
    [Parameter(ParameterSetName = ListSet), ValidateNotNull, ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference? Marker { get; set; }

    /// <summary>
    /// Specifies one or more member statuses that the session's project has set for images of other projects. Default: pending with
    /// -SharedWithMe, otherwise accepted. In an admin session, the default is all.
    /// </summary>
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(Images.MemberStatus.Pending, Images.MemberStatus.Accepted, Images.MemberStatus.Rejected, Images.MemberStatus.All)]
    [ValidateNotNullOrEmpty]
    public string[] MemberStatus { get; set; } = [];

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(OwnerDomain), nameof(Owner))];

    /// <summary>True if only names filter the list.</summary>
    private protected bool HasOnlyNames => Name.Length > 0 && !MyInvocation.BoundParameters.Keys.Any(Filters.Contains);

    /// <summary>Returns the filters that the server can apply.</summary>
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

    /// <summary>Returns keywords in the spelling of Glance.</summary>
    private protected static IReadOnlyList<string> Lower(IEnumerable<string> words) => [.. words.Select(word => word.ToLowerInvariant())];

    private static DateTimeOffset? Time(DateTime? time) => time is { } value ? new DateTimeOffset(value) : null;
}
