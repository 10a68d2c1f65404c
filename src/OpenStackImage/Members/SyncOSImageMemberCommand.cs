using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Makes the projects with which images are shared exactly the given ones.</summary>
[Cmdlet(VerbsData.Sync, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageMemberCommand : ImageCommand
{
    private ProjectResolver _projects = null!;

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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectResolver(CurrentSession, ProjectDomain, check: true);
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var work = new MemberWork(CurrentSession, _projects, writer);
        var sync = new SyncMembers(work, writer) { KeepExtra = KeepExtra };
        return work.WithImageAsync(reference, image => sync.MakeAsync(image, Project));
    }
}
