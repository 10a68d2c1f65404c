using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>The members of one image given to others, with their answers where the session may: what Copy-OSImageMember does.</summary>
/// <param name="work">The images and the projects.</param>
/// <param name="writer">Where results and questions go.</param>
internal sealed class CopyMembers(MemberWork work, PipelineWriter writer)
{
    /// <summary>Whether somebody has agreed to all of it already.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>Told of each step; left out, it is written.</summary>
    public Func<ImageMember, ImageMemberAction, Task>? Tell { get; init; }

    /// <summary>The members to copy.</summary>
    public async Task<IReadOnlyList<ImageMember>> ReadAsync(ImageReference from)
    {
        IReadOnlyList<ImageMember> members = [];
        await work.WithImageAsync(from, async image => members = await work.Members.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return members;
    }

    /// <summary>Shares an image with the members' projects. One that fails is one error; the others are still done.</summary>
    public async Task MakeAsync(IReadOnlyList<ImageMember> members, ResourceName image)
    {
        var present = (await work.Members.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false))
            .GroupBy(member => member.MemberId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        foreach (var member in members)
        {
            await writer.TryAsync(MemberWork.Target(image, member.MemberId), async () =>
            {
                if (present.TryGetValue(member.MemberId, out var copy))
                {
                    await WriteAsync(copy, ImageMemberAction.AlreadyMember).ConfigureAwait(false);
                }
                else if (await AgreeAsync($"Share image {image} with project {member.MemberId}, whose answer was '{member.Status}'").ConfigureAwait(false))
                {
                    copy = await work.Members.AddAsync(image.Id, member.MemberId, writer.CancellationToken).ConfigureAwait(false);
                    await WriteAsync(copy, ImageMemberAction.Added).ConfigureAwait(false);
                }
                else
                {
                    return;
                }

                await CopyStatusAsync(member, copy).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task CopyStatusAsync(ImageMember member, ImageMember copy)
    {
        if (copy.Status == member.Status || !await AgreeAsync($"Set the answer of project {copy.MemberId} to image {copy.ImageId} to '{member.Status}'").ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var set = await work.Members.SetStatusAsync(copy.ImageId, copy.MemberId, member.Status, writer.CancellationToken).ConfigureAwait(false);
            await WriteAsync(set, ImageMemberAction.StatusSet).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            writer.WriteVerbose($"Project {copy.MemberId} must answer for itself: only it or an admin may set the status to '{member.Status}'.");
        }
    }

    private Task<bool> AgreeAsync(string sentence) => IsAgreed ? Task.FromResult(true) : writer.ConfirmAsync(sentence);

    private Task WriteAsync(ImageMember member, ImageMemberAction action) => Tell?.Invoke(member, action) ?? writer.WriteChangeAsync(member, action);
}
