using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>
/// Gets the members of images: the projects that each image is shared with, and their member status. Without -Image, the cmdlet gets the
/// members of all shared images that the session's project owns.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OSImageMember", DefaultParameterSetName = AuditSet)]
[OutputType(typeof(ImageMember))]
public sealed class GetOSImageMemberCommand : MemberCommand
{
    private const string ImageSet = "Image";
    private const string AuditSet = "Audit";

    private ConcurrentDictionary<OpenStackSession, MemberFilter>? _filters;

    /// <summary>
    /// Specifies one or more images by ID, by name, or as image objects. A name with wildcards specifies all shared images that match it,
    /// unless an image has exactly that name.
    /// </summary>
    [Parameter(
        ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public override ImageReference[] Image { get; set; } = [];

    /// <summary>Indicates that the cmdlet includes the shared images of all projects. Requires an admin session.</summary>
    [Parameter(ParameterSetName = AuditSet)]
    public SwitchParameter AllProjects { get; set; }

    /// <summary>Specifies the member statuses of the members to get. Default: all.</summary>
    [Parameter]
    [ValidateSet(MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected)]
    public string[]? Status { get; set; }

    /// <summary>
    /// Indicates that the cmdlet looks up the names of the image, the project and its domain. Names that the session is not permitted to
    /// read are omitted.
    /// </summary>
    [Parameter]
    public SwitchParameter ResolveName { get; set; }

    /// <summary>Indicates that the cmdlet returns only members whose project does not exist. Requires an admin session.</summary>
    [Parameter]
    public SwitchParameter Orphaned { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _filters = new ConcurrentDictionary<OpenStackSession, MemberFilter>();
        if (ParameterSetName == ImageSet)
        {
            base.ProcessRecord();
        }
        else if (AdmitColumns())
        {
            var current = Snapshot<GetOSImageMemberCommand>();
            Start(null, writer => current.CreateList(writer).WriteAllAsync(AllProjects, ThrottleLimit));
        }
    }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        await Filter.ResolveAsync(writer).ConfigureAwait(false);
        var patterns = new ImagePatterns(writer.Session, writer);
        if (await patterns.LiteralAsync(reference, writer.CancellationToken).ConfigureAwait(false) is not { } literal)
        {
            var images = SharedImagesOf(patterns.ListAsync(reference.Text, writer.CancellationToken));
            await CreateList(writer).WriteListAsync(images, ThrottleLimit).ConfigureAwait(false);
            Filter.ThrowIfUnmatched();
            return;
        }

        var listed = await Clients.Images.ResolveAsync(
            literal, image => Clients.Members.ListAsync(image, writer.CancellationToken), writer.CancellationToken).ConfigureAwait(false);
        var list = CreateList(writer);
        var members = await list.SelectAsync(listed).ConfigureAwait(false);
        await list.WriteAsync(members).ConfigureAwait(false);
        Filter.ThrowIfUnmatched();
    }

    /// <summary>Images that are not shared have no members, and Glance rejects their member list with 403.</summary>
    private static async IAsyncEnumerable<Image> SharedImagesOf(IAsyncEnumerable<Image> images)
    {
        await foreach (var image in images.ConfigureAwait(false))
        {
            if (image.Visibility == ImageVisibility.Shared)
            {
                yield return image;
            }
        }
    }

    private MemberFilter Filter => _filters!.GetOrAdd(CurrentSession, _ => new MemberFilter(Project, Status, Clients));

    private ListMembers CreateList(PipelineWriter writer)
        => new(Clients, Filter, writer) { ResolvesNames = ResolveName, OnlyOrphans = Orphaned };
}
