using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>Stops sharing images with projects: every image with every project.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class RemoveOSImageMemberCommand : SessionCommand
{
    private ProjectResolver? _projects;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

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
            {
                var work = new MemberWork(CurrentSession, _projects, output, cancellationToken);
                return work.WithImageAsync(reference, image => work.ForEachProjectAsync(image, projects, async project =>
                {
                    if (!await output.ConfirmAsync($"Stop sharing image {image} with project {project}").ConfigureAwait(false))
                    {
                        return;
                    }

                    await work.Members.RemoveAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
                    if (PassThru)
                    {
                        await output.WriteRemovalAsync(image.Id, project.Id).ConfigureAwait(false);
                    }
                }));
            });
        }
    }
}
