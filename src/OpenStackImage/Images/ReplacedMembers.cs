using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The members of replaced images, which the new image gets, with their member status if the session has permission to set it.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes errors and warnings.</param>
internal sealed class ReplacedMembers(OpenStackSession session, PipelineWriter writer)
{
    private readonly MemberClient _members = new(session, writer);
    private readonly Dictionary<string, string> _copied = new(StringComparer.Ordinal);

    /// <summary>The members, each project once.</summary>
    public IReadOnlyList<ImageMember> All { get; private set; } = [];

    /// <summary>Reads the members of images.</summary>
    public async Task ReadAsync(IEnumerable<Image> images)
    {
        var members = new Dictionary<string, ImageMember>(StringComparer.Ordinal);
        foreach (var image in images.Where(image => image.Visibility == ImageVisibility.Shared))
        {
            var listed = await _members.ListAsync(new ResourceName(image.Id, null), writer.CancellationToken).ConfigureAwait(false);
            foreach (var member in listed)
            {
                if (!members.TryGetValue(member.MemberId, out var known) || known.Status == MemberStatus.Pending)
                {
                    members[member.MemberId] = member;
                }
            }
        }

        All = [.. members.Values];
    }

    /// <summary>Returns the sentences of the confirmation.</summary>
    public IEnumerable<string> Steps() => All
        .Select(member => $"share it with project {member.MemberId}, whose status is '{member.Status}'"
            + (IsLost(member) ? " and becomes 'pending', because only that project or an admin can set it" : ""));

    /// <summary>Shares an image with the members. A member that fails is one error.</summary>
    /// <param name="image">The image that gets the members.</param>
    /// <param name="old">The image that has the members; the target object of errors.</param>
    /// <param name="completion">Says how to complete the replacement after the members are added.</param>
    /// <returns>False if a member is missing, so that the old image must remain in use.</returns>
    /// <exception cref="NotFoundException">The image that gets the members was deleted.</exception>
    public async Task<bool> CopyAsync(Image image, Image old, string completion = "Run the command again to complete the replacement.")
    {
        if (All.Count == 0)
        {
            return true;
        }

        var copy = new CopyMembers(session, _members, new MemberNames(session, writer), writer) { IsConfirmed = true, Report = Note };
        try
        {
            await copy.CopyAsync(All, image.ResourceName).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (!failure.IsAboutImage)
        {
            writer.WriteError(ErrorRecords.From(failure, old));
        }

        var missing = All.Where(member => !_copied.ContainsKey(member.MemberId)).Select(member => member.MemberId).ToArray();
        if (missing.Length > 0)
        {
            writer.WriteWarning(
                $"Image {old.ResourceName} is not hidden, and image {image.Id} stays hidden, because {missing.Length} of "
                    + $"{All.Count} members do not have it: {string.Join(", ", missing)}. {completion}");
        }

        return missing.Length == 0;
    }

    /// <summary>Adds the statuses that could not be copied.</summary>
    public void Report(ImageRotation result)
    {
        foreach (var member in All)
        {
            if (_copied.TryGetValue(member.MemberId, out var status) && status != member.Status)
            {
                result.AddNotCarried(member.MemberId, member.Status);
            }
        }
    }

    private Task Note(ImageMemberChange change)
    {
        if (change.Action is MemberActions.Added or MemberActions.Kept or MemberActions.StatusSet)
        {
            _copied[change.MemberId] = change.Status ?? "";
        }

        writer.WriteVerbose($"{change.Action}: project {change.MemberId} ({change.Status}).");
        return Task.CompletedTask;
    }

    private bool IsLost(ImageMember member)
        => member.Status != MemberStatus.Pending && !session.IsAdmin && member.MemberId != session.ProjectId;
}
