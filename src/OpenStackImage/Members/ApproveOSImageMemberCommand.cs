using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Accepts images that are shared with this project; from then on its lists show them.</summary>
[Cmdlet(VerbsLifecycle.Approve, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember))]
public sealed class ApproveOSImageMemberCommand : ImageCommand
{
    private ProjectResolver _projects = null!;

    /// <summary>The projects in whose name to answer, by ID or name; left out, the session's own.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[]? Project { get; set; }

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectResolver(CurrentSession, ProjectDomain, check: false);
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new SetMemberStatus(CurrentSession, new MemberWork(CurrentSession, _projects, writer), MemberStatus.Accepted, writer)
            .GiveAsync(reference, Project);
    }
}
