using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>The base class of the cmdlets that process each of the projects for each of the images.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageProjectCommand : MemberCommand
{
    /// <summary>Specifies one or more projects by ID or name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("MemberId", "ProjectId", "Id")]
    public override string[]? Project { get; set; }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => Clients.Images.ResolveAsync(reference, image => ProcessProjectsAsync(image, writer), writer.CancellationToken);

    /// <summary>
    /// Does the cmdlet's work for one project on one image. A failure is one error, and the work continues with the next project.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="text">The project as the user specified it.</param>
    /// <param name="writer">Writes results, errors and questions.</param>
    private protected abstract Task ProcessProjectAsync(ResourceName image, string text, PipelineWriter writer);

    private async Task ProcessProjectsAsync(ResourceName image, PipelineWriter writer)
    {
        if (Project!.Length > 1)
        {
            await Clients.Projects.DivideAsync(Project, writer.CancellationToken).ConfigureAwait(false);
        }

        foreach (var text in Project)
        {
            await writer.TryAsync(MemberClients.ErrorTarget(image, text), () => ProcessProjectAsync(image, text, writer))
                .ConfigureAwait(false);
        }
    }
}
