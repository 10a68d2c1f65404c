using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>The base class of the cmdlets that set the member status of images: adds -PassThru.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SetMemberStatusCommand : MemberCommand
{
    /// <summary>Indicates that the cmdlet writes the changed members. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The member status to set.</summary>
    private protected abstract string NewStatus { get; }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        foreach (var text in Project ?? [CurrentSession.RequireProjectId()])
        {
            var target = new ImageMember { ImageId = reference.Text, MemberId = text };
            await writer.TryAsync(target, () => ProcessProjectAsync(reference, text, writer)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Resolves the project first, because if several images have the name, the one that is shared with the project is selected.
    /// </summary>
    private async Task ProcessProjectAsync(ImageReference reference, string text, PipelineWriter writer)
    {
        ResourceName? project = null;
        try
        {
            project = await Clients.Projects.ResolveAsync(text, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (NameNotFoundException) when (OpenStackId.MayBeProjectId(text))
        {
            // The member list of the image may show that it is an ID.
        }

        await Clients.Images.ResolveAsync(
            reference,
            image => writer.TryAsync(MemberClients.ErrorTarget(image, project?.Id ?? text), () => SetAsync(image, project, text, writer)),
            writer.CancellationToken,
            sharedWith: project?.Id).ConfigureAwait(false);
    }

    private async Task SetAsync(ResourceName image, ResourceName? project, string text, PipelineWriter writer)
    {
        project ??= await Clients.ResolveProjectAsync(image, text, writer.CancellationToken).ConfigureAwait(false);
        var sentence = NewStatus switch
        {
            MemberStatus.Accepted => $"Accept image {image} for project {project}",
            MemberStatus.Rejected => $"Reject image {image} for project {project}",
            _ => $"Set the member status of project {project} on image {image} to '{NewStatus}'",
        };
        var planned = ImageMemberChange.Of(image, project, MemberActions.SetStatus, NewStatus);
        if (!await writer.ConfirmAsync(sentence, planned, Clients.Names).ConfigureAwait(false))
        {
            return;
        }

        var member = await Clients.Members.SetStatusAsync(image.Id, project.Id, NewStatus, writer.CancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            await writer.WriteAsync(member.WithNames(image.Name, project.Name, null)).ConfigureAwait(false);
        }
    }
}
