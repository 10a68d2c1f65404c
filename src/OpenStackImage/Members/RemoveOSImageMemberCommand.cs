using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Stops sharing images with projects: every image with every project.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class RemoveOSImageMemberCommand : ImageCommand
{
    private ProjectResolver _projects = null!;

    /// <summary>The projects to stop sharing with, by ID or name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>Write what was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectResolver(CurrentSession, ProjectDomain, check: false);
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var work = new MemberWork(CurrentSession, _projects, writer);
        return work.WithImageAsync(reference, image => work.ForEachProjectAsync(image, Project, async project =>
        {
            if (!await writer.ConfirmAsync($"Stop sharing image {image} with project {project}").ConfigureAwait(false))
            {
                return;
            }

            await work.Members.RemoveAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                await writer.WriteRemovalAsync(image.Id, project.Id).ConfigureAwait(false);
            }
        }));
    }
}
