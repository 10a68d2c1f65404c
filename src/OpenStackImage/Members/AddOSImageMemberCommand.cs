using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Shares images with projects: every image with every project.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember))]
public sealed class AddOSImageMemberCommand : SessionCommand
{
    private ProjectResolver? _projects;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

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

    /// <summary>How many requests may be under way at once. Writes to one image are always sent one after another.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _projects ??= new ProjectResolver(CurrentSession, ProjectDomain, check: true);
        var projects = Project;
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var work = new MemberWork(CurrentSession, _projects, output, cancellationToken);
                var offer = new ShareImage(CurrentSession, work.Members, output, cancellationToken)
                {
                    SkipExisting = SkipExisting,
                    SetShared = SetShared,
                    AcceptedBy = MemberSession ?? (Accept ? CurrentSession : null),
                };
                return work.WithImageAsync(reference, image => work.ForEachProjectAsync(image, projects, project => offer.MakeAsync(image, project)));
            });
        }
    }
}
