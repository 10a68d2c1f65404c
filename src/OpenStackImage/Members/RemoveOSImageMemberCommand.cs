using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Stops sharing images with projects. Each project is removed from each image.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class RemoveOSImageMemberCommand : ImageProjectCommand
{
    /// <summary>Indicates that the cmdlet writes the removed members. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessProjectAsync(ResourceName image, string text, PipelineWriter writer)
    {
        var project = await Clients.ResolveProjectAsync(image, text, writer.CancellationToken).ConfigureAwait(false);
        var planned = ImageMemberChange.Of(image, project, MemberActions.Remove);
        if (!await writer.ConfirmAsync($"Stop sharing image {image} with project {project}", planned, Clients.Names).ConfigureAwait(false))
        {
            return;
        }

        var removal = IsListed(image, text)
            ? Clients.Members.RemoveAsync(image.Id, project.Id, writer.CancellationToken)
            : Clients.Members.RemoveIfMemberAsync(image.Id, project.Id, writer.CancellationToken);
        await removal.ConfigureAwait(false);
        if (PassThru)
        {
            await writer.WriteAsync(ImageMemberChange.Of(image, project, MemberActions.Removed)).ConfigureAwait(false);
        }
    }

    /// <summary>True for a member from the pipeline that Glance has listed; the target of an error has no status.</summary>
    private bool IsListed(ResourceName image, string text)
        => Image.Select(reference => reference.Source as ImageMember)
            .Any(member => member is { Status.Length: > 0 } && member.ImageId == image.Id && member.MemberId == text);
}
