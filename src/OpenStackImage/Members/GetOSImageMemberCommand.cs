using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>
/// Gets the members of images: the projects that each image is shared with, and their member status. Without -Image, the members of all shared images that
/// the session's project owns.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OSImageMember", DefaultParameterSetName = AuditSet)]
[OutputType(typeof(ImageMember))]
public sealed class GetOSImageMemberCommand : MemberCommand
{
    private const string ImageSet = "Image";
    private const string AuditSet = "Audit";

    /// <summary>The type name for the view with names (OpenStackImage.Format.ps1xml).</summary>
    private const string NamedType = "OpenStackImage.ImageMember#Named";

    private MemberFilter _filter = null!;

    /// <summary>Specifies one or more images by ID, by name, or as image objects.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public override ImageReference[] Image { get; set; } = [];

    /// <summary>Indicates that the shared images of all projects are included. Requires an admin session.</summary>
    [Parameter(ParameterSetName = AuditSet)]
    public SwitchParameter AllProjects { get; set; }

    /// <summary>Specifies the member statuses of the members to get. Default: all.</summary>
    [Parameter]
    [ValidateSet(MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected)]
    public string[]? Status { get; set; }

    /// <summary>Indicates that the names of the image, the project and its domain are looked up, as far as the session may read them.</summary>
    [Parameter]
    public SwitchParameter ResolveName { get; set; }

    /// <summary>Indicates that only members whose project does not exist are returned. Requires an admin session.</summary>
    [Parameter]
    public SwitchParameter Orphaned { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _filter = new MemberFilter(Project, Status, Clients);
        if (ParameterSetName == ImageSet)
        {
            base.ProcessRecord();
            return;
        }

        var current = Snapshot<GetOSImageMemberCommand>();
        Start(null, current.WriteAllAsync);
    }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        await _filter.ResolveAsync(writer.CancellationToken).ConfigureAwait(false);
        var members = await Clients.Images.ResolveAsync(reference, image => ReadAsync(image, writer), writer.CancellationToken).ConfigureAwait(false);
        await WriteMembersAsync(members, writer).ConfigureAwait(false);
        _filter.ThrowIfUnmatched();
    }

    /// <summary>Writes the members of all shared images of this project, or of every project, in the order of the images; hidden images last.</summary>
    private async Task WriteAllAsync(PipelineWriter writer)
    {
        await _filter.ResolveAsync(writer.CancellationToken).ConfigureAwait(false);
        if (AllProjects && !CurrentSession.IsAdmin)
        {
            writer.WriteWarning(
                $"-AllProjects requires an admin session. Images that {CurrentSession.ScopeDescription} neither owns nor is a member of are not included.");
        }

        var images = new ImageClient(CurrentSession, writer);
        foreach (var isHidden in new[] { false, true })
        {
            // An admin's list contains every shared image, whatever the member status.
            var query = new ImageQuery
            {
                Visibility = ImageVisibility.Shared,
                Owner = AllProjects ? null : CurrentSession.RequireProjectId(),
                MemberStatus = AllProjects && !CurrentSession.IsAdmin ? MemberStatus.All : null,
                Hidden = isHidden,
            };
            try
            {
                await WriteListAsync(images.ListAsync(query, writer.CancellationToken), writer).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // A page that cannot be read ends this list, and not the other one.
                writer.WriteError(ErrorRecords.From(failure, null));
            }
        }

        _filter.ThrowIfUnmatched();
    }

    private async Task WriteListAsync(IAsyncEnumerable<Image> images, PipelineWriter writer)
    {
        var reads = ParallelSelect.SelectAsync(
            images, ThrottleLimit, image => ReadAsync(new ResourceName(image.Id, image.Name), writer), writer.CancellationToken);
        await foreach (var (image, members) in reads.ConfigureAwait(false))
        {
            try
            {
                var read = await members.ConfigureAwait(false);
                await WriteMembersAsync(read, writer).ConfigureAwait(false);
            }
            catch (NotFoundException missing) when (missing.IsAboutImage)
            {
                writer.WriteVerbose($"Image {image.Id} was deleted while the images were listed.");
            }
            catch (OpenStackException failure)
            {
                writer.WriteError(ErrorRecords.From(failure, image.Id));
            }
        }
    }

    private async Task<IReadOnlyList<ImageMember>> ReadAsync(ResourceName image, PipelineWriter writer)
    {
        var listed = await Clients.Members.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        IReadOnlyList<ImageMember> members = listed.Where(_filter.Admits).Select(member => member.WithNames(image.Name, null, null)).ToArray();
        if (Orphaned)
        {
            members = await OrphansOfAsync(members, image, writer).ConfigureAwait(false);
        }

        return ResolveName ? await Clients.Names.ResolveAsync(members, writer.CancellationToken).ConfigureAwait(false) : members;
    }

    /// <summary>Returns the members without a project. Projects that cannot be read are one error per image.</summary>
    private async Task<IReadOnlyList<ImageMember>> OrphansOfAsync(IReadOnlyList<ImageMember> members, ResourceName image, PipelineWriter writer)
    {
        var orphans = new List<ImageMember>();
        OpenStackException? failure = null;
        foreach (var member in members)
        {
            try
            {
                if (await Clients.Names.IsOrphanAsync(member, writer.CancellationToken).ConfigureAwait(false))
                {
                    orphans.Add(member);
                }
            }
            catch (OpenStackException unreadable)
            {
                failure ??= unreadable;
            }
        }

        if (failure is not null)
        {
            writer.WriteError(ErrorRecords.From(failure, image.Id));
        }

        return orphans;
    }

    private async Task WriteMembersAsync(IReadOnlyList<ImageMember> members, PipelineWriter writer)
    {
        foreach (var member in members)
        {
            var row = PSObject.AsPSObject(member);
            if (ResolveName)
            {
                row.TypeNames.Insert(0, NamedType);
            }

            await writer.WriteAsync(row).ConfigureAwait(false);
        }
    }
}
