using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Rejects images that are shared with this project; its lists do not show them.</summary>
[Cmdlet(VerbsLifecycle.Deny, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember))]
public sealed class DenyOSImageMemberCommand : SessionCommand
{
    private ProjectResolver? _projects;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

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

    /// <summary>How many requests may be under way at once. Writes to one image are always sent one after another.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _projects ??= new ProjectResolver(CurrentSession, ProjectDomain, check: false);
        var projects = Project;
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
                new SetMemberStatus(CurrentSession, new MemberWork(CurrentSession, _projects, output, cancellationToken), MemberStatus.Rejected, output, cancellationToken)
                    .GiveAsync(reference, projects));
        }
    }
}
