namespace OpenStackImage.Members;

/// <content>The addition of members that may be present.</content>
internal sealed partial class MemberClient
{
    /// <summary>
    /// Adds a member unless the project is already a member. Glance checks the quota before it checks for an existing member, so a GET
    /// follows both refusals, and also an unknown outcome. The result depends only on the membership.
    /// </summary>
    /// <returns>The member, and whether it was added.</returns>
    /// <inheritdoc cref="AddAsync"/>
    public async Task<(ImageMember Member, bool IsNew)> AddIfMissingAsync(
        string imageId, string projectId, CancellationToken cancellationToken)
    {
        try
        {
            var added = await AddAsync(imageId, projectId, cancellationToken).ConfigureAwait(false);
            return (added, IsNew: true);
        }
        catch (OpenStackException failure) when (
            failure is ConflictException or LimitExceededException or OutcomeUnknownException || failure.OutcomeUnknown)
        {
            if (await TryFindAsync(imageId, projectId, cancellationToken).ConfigureAwait(false) is not { } present)
            {
                throw;
            }

            return (present, IsNew: false);
        }
    }

    /// <summary>Returns a member; null if it does not exist or cannot be read, because the earlier failure is reported.</summary>
    private async Task<ImageMember?> TryFindAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(imageId, projectId, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            return null;
        }
    }
}
