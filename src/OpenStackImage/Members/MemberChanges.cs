using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>
/// Changes single members of an image, each after a confirmation, and writes the completed changes or, with -WhatIf, the planned changes. A
/// change that another run has made at the same time is not an error.
/// </summary>
/// <param name="clients">The resource clients.</param>
/// <param name="image">The image.</param>
/// <param name="writer">Writes results and questions.</param>
internal sealed class MemberChanges(MemberClients clients, ResourceName image, PipelineWriter writer)
{
    /// <summary>Adds a project.</summary>
    /// <param name="project">The project; it exists.</param>
    /// <param name="isConfirmed">True if the change was confirmed before.</param>
    /// <returns>The member; null if it was not confirmed.</returns>
    /// <exception cref="LimitExceededException">The image has as many members as the cloud allows.</exception>
    public async Task<ImageMember?> AddAsync(ResourceName project, bool isConfirmed = false)
    {
        var planned = ImageMemberChange.Of(image, project, MemberActions.Add, Images.MemberStatus.Pending);
        if (!isConfirmed
            && !await writer.ConfirmAsync($"Share image {image} with project {project}", planned, clients.Names).ConfigureAwait(false))
        {
            return null;
        }

        var (member, isNew) = await clients.Members.AddIfMissingAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        await WriteAsync(project, isNew ? MemberActions.Added : MemberActions.Kept, member.Status, isNew ? null : member.Status)
            .ConfigureAwait(false);
        return member;
    }

    /// <summary>Removes a member. The result names its project, as the plan of -WhatIf does.</summary>
    public async Task RemoveAsync(ImageMember member)
    {
        var name = member.MemberName
            ?? await clients.Names.ProjectNameAsync(member.MemberId, writer.CancellationToken).ConfigureAwait(false);
        var project = new ResourceName(member.MemberId, name);
        var planned = ImageMemberChange.Of(image, project, MemberActions.Remove, previousStatus: member.Status);
        var sentence = $"Stop sharing image {image} with project {project}";
        if (!await writer.ConfirmAsync(sentence, planned, clients.Names).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await clients.Members.RemoveAsync(image.Id, member.MemberId, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (missing.ErrorId == ErrorIds.NotAMember)
        {
            // Another run removed it since the list was read.
            return;
        }

        await WriteAsync(project, MemberActions.Removed, status: null, member.Status).ConfigureAwait(false);
    }

    /// <summary>Sets the status of a member.</summary>
    /// <param name="project">The project.</param>
    /// <param name="status">The new status.</param>
    /// <param name="previousStatus">The status before.</param>
    /// <exception cref="AccessDeniedException">The session is not permitted to set it.</exception>
    public async Task SetStatusAsync(ResourceName project, string status, string previousStatus)
    {
        var planned = ImageMemberChange.Of(image, project, MemberActions.SetStatus, status, previousStatus);
        var sentence = $"Set the member status of project {project} on image {image} to '{status}'";
        if (!await writer.ConfirmAsync(sentence, planned, clients.Names).ConfigureAwait(false))
        {
            return;
        }

        var member = await clients.Members.SetStatusAsync(image.Id, project.Id, status, writer.CancellationToken).ConfigureAwait(false);
        await WriteAsync(project, MemberActions.StatusSet, member.Status, previousStatus).ConfigureAwait(false);
    }

    private Task WriteAsync(ResourceName project, string action, string? status, string? previousStatus)
        => writer.WriteAsync(ImageMemberChange.Of(image, project, action, status, previousStatus));
}
