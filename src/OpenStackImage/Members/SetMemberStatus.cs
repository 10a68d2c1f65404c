using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>A project's answer to an offer: what Set-, Approve- and Deny-OSImageMember do.</summary>
/// <param name="session">Who answers.</param>
/// <param name="work">The image and the projects.</param>
/// <param name="status">The answer, one of <see cref="MemberStatus"/>.</param>
/// <param name="writer">Where results and questions go.</param>
internal sealed class SetMemberStatus(OpenStackSession session, MemberWork work, string status, PipelineWriter writer)
{
    /// <summary>Answers for the projects, or, where none is named, for the session's own.</summary>
    public async Task GiveAsync(ImageReference reference, string[]? texts)
    {
        foreach (var text in texts ?? [session.RequireProjectId()])
        {
            await work.ForProjectAsync(new ImageMember { ImageId = reference.Text, MemberId = text }, text, project => work.WithOfferAsync(
                reference, project.Id, image => writer.TryAsync(MemberWork.Target(image, project.Id), () => GiveAsync(image, project)))).ConfigureAwait(false);
        }
    }

    private async Task GiveAsync(ResourceName image, ResourceName project)
    {
        var sentence = status switch
        {
            MemberStatus.Accepted => $"Accept image {image} for project {project}",
            MemberStatus.Rejected => $"Reject image {image} for project {project}",
            _ => $"Set the answer of project {project} to image {image} to '{status}'",
        };
        if (await writer.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            await writer.WriteAsync(await work.Members.SetStatusAsync(image.Id, project.Id, status, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
