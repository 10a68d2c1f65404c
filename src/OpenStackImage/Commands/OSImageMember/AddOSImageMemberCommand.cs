using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Pipeline;
using OpenStackImage.Projects;
using OpenStackImage.Sharing;

namespace OpenStackImage.Commands;

/// <summary>Shares images with projects: every image with every project.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember))]
public sealed class AddOSImageMemberCommand : SessionCommand
{
    private ProjectTexts _projects = null!;

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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectTexts(Connected, ProjectDomain, check: true);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var projects = Project;
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var work = new MemberWork(Connected, _projects, output, cancellationToken);
                return work.WithImageAsync(reference, image => work.ForEachProjectAsync(
                    image, projects, project => ShareAsync(image, project, work.Members, output, cancellationToken)));
            });
        }
    }

    private async Task ShareAsync(LocatedImage image, LocatedProject project, MemberClient members, Output output, CancellationToken cancellationToken)
    {
        if (!await output.ConfirmAsync($"Share image {image} with project {project}").ConfigureAwait(false))
        {
            return;
        }

        var member = await AddAsync(image, project, members, output, cancellationToken).ConfigureAwait(false);
        if (member is not null && (Accept || MemberSession is not null) && member.Status != MemberStatus.Accepted)
        {
            try
            {
                member = await new MemberClient(MemberSession ?? Connected, output)
                    .SetStatusAsync(image.Id, project.Id, MemberStatus.Accepted, cancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // The offer stands even if nobody can accept it: its member is written, the failure is the error.
                output.WriteError(ErrorRecords.From(failure, member));
            }
        }

        if (member is not null)
        {
            await output.WriteAsync(member).ConfigureAwait(false);
        }
    }

    private async Task<ImageMember?> AddAsync(LocatedImage image, LocatedProject project, MemberClient members, Output output, CancellationToken cancellationToken)
    {
        try
        {
            return await members.AddAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (ConflictException) when (SkipExisting)
        {
            return await members.FindAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException denied) when (SetShared && denied.ErrorId == ErrorIds.ImageNotShared)
        {
            var images = new ImageClient(Connected, output);
            if ((await images.GetAsync(image.Id, cancellationToken).ConfigureAwait(false)).Visibility != ImageVisibility.Private)
            {
                // To share a public or community image would take it away from everybody else.
                throw;
            }

            if (!await output.ConfirmAsync($"Change the visibility of image {image} from private to shared").ConfigureAwait(false))
            {
                return null;
            }

            await images.SetVisibilityAsync(image.Id, ImageVisibility.Shared, cancellationToken).ConfigureAwait(false);
            return await members.AddAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
