using OpenStackImage.Http;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>An image offered to a project, and accepted at once where somebody may: what Add-OSImageMember does.</summary>
/// <param name="session">Who offers.</param>
/// <param name="members">The members of the images in that session's cloud.</param>
/// <param name="writer">Where results and questions go.</param>
internal sealed class ShareImage(OpenStackSession session, MemberClient members, PipelineWriter writer)
{
    /// <summary>Whether a member that is there already is a result, and no error.</summary>
    public bool SkipExisting { get; init; }

    /// <summary>Whether a private image is made shared first.</summary>
    public bool SetShared { get; init; }

    /// <summary>Who accepts in the project's name; null if nobody does.</summary>
    public OpenStackSession? AcceptedBy { get; init; }

    /// <summary>Offers, accepts, and writes the member.</summary>
    public async Task MakeAsync(ResourceName image, ResourceName project)
    {
        if (!await writer.ConfirmAsync($"Share image {image} with project {project}").ConfigureAwait(false)
            || await AddAsync(image, project).ConfigureAwait(false) is not { } member)
        {
            return;
        }

        if (AcceptedBy is not null && member.Status != MemberStatus.Accepted)
        {
            try
            {
                member = await new MemberClient(AcceptedBy, writer)
                    .SetStatusAsync(image.Id, project.Id, MemberStatus.Accepted, writer.CancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // The offer stands even if nobody can accept it: its member is written, the failure is the error.
                writer.WriteError(ErrorRecords.From(failure, member));
            }
        }

        await writer.WriteAsync(member).ConfigureAwait(false);
    }

    private async Task<ImageMember?> AddAsync(ResourceName image, ResourceName project)
    {
        try
        {
            return await members.AddAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (ConflictException) when (SkipExisting)
        {
            return await members.FindAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException denied) when (SetShared && denied.ErrorId == ErrorIds.ImageNotShared)
        {
            var images = new ImageClient(session, writer);
            var visibility = (await images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false)).Visibility;
            if (visibility is not (ImageVisibility.Private or ImageVisibility.Shared))
            {
                // To share a public or community image would take it away from everybody else.
                throw;
            }

            // Another offer of the same image may have made it shared since it was refused.
            if (visibility == ImageVisibility.Private)
            {
                if (!await writer.ConfirmAsync($"Change the visibility of image {image} from private to shared").ConfigureAwait(false))
                {
                    return null;
                }

                await images.SetVisibilityAsync(image.Id, ImageVisibility.Shared, writer.CancellationToken).ConfigureAwait(false);
            }

            return await members.AddAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        }
    }
}
