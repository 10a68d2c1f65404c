using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>
/// Gets the members of images: the projects with which each is shared, and what they make of it. Without -Image, of all shared images that the
/// session's project owns.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OSImageMember", DefaultParameterSetName = AuditSet)]
[OutputType(typeof(ImageMember))]
public sealed class GetOSImageMemberCommand : ThrottledCommand
{
    private const string ImageSet = "Image";
    private const string AuditSet = "Audit";

    private ProjectResolver? _projects;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>The shared images of every project; takes an admin's session.</summary>
    [Parameter(ParameterSetName = AuditSet)]
    public SwitchParameter AllProjects { get; set; }

    /// <summary>Only these projects, by ID or name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[]? Project { get; set; }

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>Only members of these statuses.</summary>
    [Parameter]
    [ValidateSet(MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected)]
    public string[]? Status { get; set; }

    /// <summary>Put the names of image, project and domain beside the IDs, where the session may look them up.</summary>
    [Parameter]
    public SwitchParameter ResolveName { get; set; }

    /// <summary>Only members whose project does not exist any more; takes an admin's session.</summary>
    [Parameter]
    public SwitchParameter Orphaned { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The next record's values replace these while this one's work still runs.
        var texts = _projects ??= new ProjectResolver(CurrentSession, ProjectDomain, check: false);
        var (projects, statuses) = (Project, Status);
        if (ParameterSetName == AuditSet)
        {
            Start(null, writer => Query(writer).WriteAllAsync(AllProjects, ThrottleLimit));
            return;
        }

        foreach (var reference in Image)
        {
            Start(reference.Text, writer => Query(writer).WriteAsync(reference));
        }

        ListMembers Query(PipelineWriter writer)
            => new(CurrentSession, texts, writer) { Projects = projects, Statuses = statuses, ResolveNames = ResolveName, OnlyOrphans = Orphaned };
    }
}
