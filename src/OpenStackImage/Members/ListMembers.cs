using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Which members of which images Get-OSImageMember writes.</summary>
internal sealed class ListMembers(OpenStackSession session, ProjectResolver projectTexts, PipelineWriter writer)
{
    private readonly MemberWork _work = new(session, projectTexts, writer);
    private readonly MemberNames _names = new(session, writer);

    /// <summary>Only members of these projects; null for all.</summary>
    public string[]? Projects { get; init; }

    /// <summary>Only members of these statuses; null for all.</summary>
    public string[]? Statuses { get; init; }

    /// <summary>Whether names go beside the IDs.</summary>
    public bool ResolveNames { get; init; }

    /// <summary>Only members without a project.</summary>
    public bool OnlyOrphans { get; init; }

    /// <summary>Writes the members of one image.</summary>
    public async Task WriteAsync(ImageReference reference)
    {
        var projectIds = await ProjectIdsAsync().ConfigureAwait(false);
        await _work.WithImageAsync(reference, async image => await WriteAsync(
            await ReadAsync(image, projectIds).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Writes the members of all shared images of this project, or of every project, in the order of the images.</summary>
    public async Task WriteAllAsync(bool ofAllProjects, int throttle)
    {
        var projectIds = await ProjectIdsAsync().ConfigureAwait(false);
        var query = new ImageQuery { Visibility = ImageVisibility.Shared, Owner = ofAllProjects ? null : session.RequireProjectId() };
        var images = new ImageClient(session, writer).ListAsync(query, writer.CancellationToken);
        var read = ParallelSelect.SelectAsync(images, throttle, image => ReadAsync(new ResourceName(image.Id, image.Name), projectIds), writer.CancellationToken);
        await foreach (var (image, members) in read.ConfigureAwait(false))
        {
            try
            {
                await writer.TryAsync(image.Id, async () => await WriteAsync(await members.ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (NotFoundException missing) when (missing.IsAboutImage)
            {
                writer.WriteVerbose($"Image {image.Id} was deleted while the images were listed.");
            }
        }
    }

    private async Task<IReadOnlyList<ImageMember>> ReadAsync(ResourceName image, HashSet<string>? projectIds)
    {
        IReadOnlyList<ImageMember> members = (await _work.Members.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false))
            .Where(member => projectIds is null || projectIds.Contains(member.MemberId))
            .Where(member => Statuses is null || Statuses.Contains(member.Status, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        if (OnlyOrphans)
        {
            members = await _names.OrphansAsync(members, writer.CancellationToken).ConfigureAwait(false);
        }

        return ResolveNames ? await _names.ResolveAsync(members, image.Name, writer.CancellationToken).ConfigureAwait(false) : members;
    }

    private async Task WriteAsync(IReadOnlyList<ImageMember> members)
    {
        foreach (var member in members)
        {
            await writer.WriteAsync(ResolveNames ? NamedMember.Of(member) : member).ConfigureAwait(false);
        }
    }

    private async Task<HashSet<string>?> ProjectIdsAsync()
    {
        if (Projects is null)
        {
            return null;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in Projects)
        {
            ids.Add((await projectTexts.ResolveAsync(project, writer).ConfigureAwait(false)).Id);
        }

        return ids;
    }
}
