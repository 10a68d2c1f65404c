using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Makes the projects with which images are shared exactly the given ones.</summary>
[Cmdlet(VerbsData.Sync, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageMemberCommand : SessionCommand
{
    private ProjectResolver? _projects;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>The projects that shall be members, by ID or name; all of them.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>Leave members alone that are not among the projects; only add.</summary>
    [Parameter]
    public SwitchParameter KeepExtra { get; set; }

    /// <summary>How many requests may be under way at once. Writes to one image are always sent one after another.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _projects ??= new ProjectResolver(CurrentSession, ProjectDomain, check: true);
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var work = new MemberWork(CurrentSession, _projects, output, cancellationToken);
                var sync = new SyncMembers(work, output, cancellationToken) { KeepExtra = KeepExtra };
                return work.WithImageAsync(reference, image => sync.MakeAsync(image, Project));
            });
        }
    }
}
