using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Shares images with projects: every image with every project.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember))]
public sealed class AddOSImageMemberCommand : ImageCommand
{
    private ProjectResolver _projects = null!;

    /// <summary>The projects to share with, by ID or name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>Get a member that is there already, in place of an error.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Make a private image shared first.</summary>
    [Parameter]
    public SwitchParameter SetShared { get; set; }

    /// <summary>Accept in the project's name at once: as an admin, or with -MemberSession.</summary>
    [Parameter]
    public SwitchParameter Accept { get; set; }

    /// <summary>A session of the project that is shared with, which accepts at once.</summary>
    [Parameter]
    [ValidateNotNull]
    public OpenStackSession? MemberSession { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectResolver(CurrentSession, ProjectDomain, check: true);
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var work = new MemberWork(CurrentSession, _projects, writer);
        var offer = new ShareImage(CurrentSession, work.Members, writer)
        {
            SkipExisting = SkipExisting,
            SetShared = SetShared,
            AcceptedBy = MemberSession ?? (Accept ? CurrentSession : null),
        };
        return work.WithImageAsync(reference, image => work.ForEachProjectAsync(image, Project, project => offer.MakeAsync(image, project)));
    }
}
