using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Images;

/// <summary>Gets images: by ID or name, or all that the session's project may see.</summary>
[Cmdlet(VerbsCommon.Get, "OSImage", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Image))]
public sealed class GetOSImageCommand : SessionCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";
    private const string SharedWithMeSet = "SharedWithMe";

    /// <summary>The images to get: IDs, names or images.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>
    /// Lists images of this name only. With wildcards (*, ?, [a-z]) the whole list is read and compared here, without regard to case; without, the server
    /// is asked for exactly this name.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Lists those of these IDs that are there, in one request for every hundred. What is not there is left out without an error.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public Guid[] WithId { get; set; } = [];

    /// <summary>Lists images of this visibility only. A list without it leaves out the community images of others.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community, ImageVisibility.All)]
    public string? Visibility { get; set; }

    /// <summary>Lists images in one of these states only.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(
        ImageStatus.Queued, ImageStatus.Saving, ImageStatus.Uploading, ImageStatus.Importing, ImageStatus.Active,
        ImageStatus.Deactivated, ImageStatus.Killed, ImageStatus.PendingDelete, ImageStatus.Deleted)]
    public string[] Status { get; set; } = [];

    /// <summary>Lists images of this project only, by ID or name.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("OwnerId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Owner { get; set; }

    /// <summary>The domain of an owner that is given by name: its name or ID.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Lists images that have all of these tags.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Lists images with these values of further properties: a hashtable, or name=value.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>Lists hidden images, and only those. A list without it has none of them.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Hidden { get; set; }

    /// <summary>Lists images that are protected against deletion ($true), or those that are not ($false).</summary>
    [Parameter(ParameterSetName = ListSet)]
    public bool? Protected { get; set; }

    /// <summary>Lists images of one of these disk formats only.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string[] DiskFormat { get; set; } = [];

    /// <summary>Lists images of one of these container formats only.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string[] ContainerFormat { get; set; } = [];

    /// <summary>Lists images of at least this size in bytes; PowerShell also takes 2GB.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long? MinimumSize { get; set; }

    /// <summary>Lists images of at most this size in bytes.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long? MaximumSize { get; set; }

    /// <summary>Lists images that were made at this time or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Lists images that were made before this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Lists images that were last changed at this time or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Lists images that were last changed before this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [LocalTime]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>The order, made by the server: Name, Size:desc, ... Without it the newest images come first.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SortOrderCompleter))]
    public SortOrder[] Sort { get; set; } = [];

    /// <summary>Lists so many images at most, and asks the server for no more.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Lists what other projects share with this one.</summary>
    [Parameter(ParameterSetName = SharedWithMeSet, Mandatory = true)]
    public SwitchParameter SharedWithMe { get; set; }

    /// <summary>
    /// What this project has made of the offer so far. With -SharedWithMe it is pending where left out; a plain list has accepted ones, and to an admin
    /// the server lists every shared image, whatever is asked for here.
    /// </summary>
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(Members.MemberStatus.Pending, Members.MemberStatus.Accepted, Members.MemberStatus.Rejected, Members.MemberStatus.All)]
    public string? MemberStatus { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int? MaxObjects => First;

    private protected override int Throttle => ParameterSetName == ImageSet ? ThrottleLimit : 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ListSet:
                var query = Query();
                Start(null, writer =>
                    new ImageLister(CurrentSession, query, writer) { Name = Name, Owner = Owner, OwnerDomain = OwnerDomain }.WriteAsync());
                break;
            case SharedWithMeSet:
                var status = MemberStatus?.ToLowerInvariant() ?? Members.MemberStatus.Pending;
                Start(null, writer => WriteAsync(
                    new SharedWithMe(CurrentSession, writer).ListAsync(
                        status, ThrottleLimit, (image, failure) => writer.WriteError(ErrorRecords.From(failure, image.Id)), writer.CancellationToken),
                    writer));
                break;
            default:
                foreach (var reference in Image)
                {
                    StartFor(reference, async writer =>
                        await writer.WriteAsync(await new ImageResolver(CurrentSession, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
                }

                break;
        }
    }

    private ImageQuery Query() => new()
    {
        Ids = [.. WithId.Select(id => id.ToString("D"))],
        Visibility = Visibility?.ToLowerInvariant(),
        Statuses = [.. Status.Select(status => status.ToLowerInvariant())],
        MemberStatus = MemberStatus?.ToLowerInvariant(),
        Tags = Tag,
        Properties = ImageProperties.Merge(Property),
        Hidden = Hidden,
        Protected = Protected,
        DiskFormats = DiskFormat,
        ContainerFormats = ContainerFormat,
        MinimumSize = MinimumSize,
        MaximumSize = MaximumSize,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        UpdatedAfter = UpdatedAfter,
        UpdatedBefore = UpdatedBefore,
        Sort = [.. Sort.Select(order => order.Wire)],
        Count = First,
    };

    private static async Task WriteAsync(IAsyncEnumerable<Image> images, PipelineWriter writer)
    {
        await foreach (var image in images.ConfigureAwait(false))
        {
            await writer.WriteAsync(image).ConfigureAwait(false);
        }
    }
}
