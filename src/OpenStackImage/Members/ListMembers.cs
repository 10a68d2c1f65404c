using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Reads the members that Get-OSImageMember writes.</summary>
/// <param name="clients">The resource clients.</param>
/// <param name="filter">Selects the members.</param>
/// <param name="writer">Writes members, errors and warnings.</param>
internal sealed class ListMembers(MemberClients clients, MemberFilter filter, PipelineWriter writer)
{
    /// <summary>The type name for the view with names (OpenStackImage.Format.ps1xml).</summary>
    private const string NamedType = "OpenStackImage.ImageMember#Named";

    /// <summary>True to look up the names of image, project and domain.</summary>
    public bool ResolvesNames { get; init; }

    /// <summary>True for members whose project does not exist only.</summary>
    public bool OnlyOrphans { get; init; }

    /// <summary>
    /// Writes the members of all shared images of this project, or of every project, in the order of the images; hidden images last.
    /// </summary>
    public async Task WriteAllAsync(bool ofAllProjects, int limit)
    {
        await filter.ResolveAsync(writer).ConfigureAwait(false);
        if (SharedImages.LimitOf(clients.Session, ofAllProjects) is { } limitation)
        {
            writer.WriteWarning(limitation);
        }

        var images = new ImageClient(clients.Session, writer);
        foreach (var query in SharedImages.Queries(clients.Session, ofAllProjects))
        {
            try
            {
                await WriteListAsync(images.ListAsync(query, writer.CancellationToken), limit).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // A page that cannot be read ends only this list.
                writer.WriteError(ErrorRecords.From(failure, null));
            }
        }

        filter.ThrowIfUnmatched();
    }

    /// <summary>Writes the members of images, in the order of the images.</summary>
    public Task WriteListAsync(IAsyncEnumerable<Image> images, int limit)
    {
        return new ImageFanOut("Get-OSImageMember", limit, writer).RunAsync(
            images,
            ReadAsync,
            (_, members) => WriteAsync(members),
            (image, failure) => writer.WriteError(ErrorRecords.From(failure, image.Id)));

        async Task<IReadOnlyList<ImageMember>> ReadAsync(Image image)
        {
            var listed = await clients.Members.ListAsync(image.ResourceName, writer.CancellationToken).ConfigureAwait(false);
            return await SelectAsync(listed).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the members of an image that the parameters select, with names if they are looked up.</summary>
    public async Task<IReadOnlyList<ImageMember>> SelectAsync(IReadOnlyList<ImageMember> listed)
    {
        IReadOnlyList<ImageMember> members = listed.Where(filter.Admits).ToArray();
        if (OnlyOrphans)
        {
            members = await OrphansOfAsync(members).ConfigureAwait(false);
        }

        return ResolvesNames ? await clients.Names.ResolveAsync(members, writer.CancellationToken).ConfigureAwait(false) : members;
    }

    /// <summary>Returns the members without a project. Projects that cannot be read are one error per image.</summary>
    private async Task<IReadOnlyList<ImageMember>> OrphansOfAsync(IReadOnlyList<ImageMember> members)
    {
        var orphans = new List<ImageMember>();
        OpenStackException? failure = null;
        foreach (var member in members)
        {
            try
            {
                if (await clients.Names.IsOrphanAsync(member, writer.CancellationToken).ConfigureAwait(false))
                {
                    orphans.Add(member);
                }
            }
            catch (OpenStackException unreadable)
            {
                failure ??= unreadable;
            }
        }

        if (failure is not null)
        {
            writer.WriteError(ErrorRecords.From(failure, members[0].ImageId));
        }

        return orphans;
    }

    /// <summary>Writes members.</summary>
    public async Task WriteAsync(IReadOnlyList<ImageMember> members)
    {
        foreach (var member in members)
        {
            var row = PSObject.AsPSObject(member);
            if (ResolvesNames)
            {
                row.TypeNames.Insert(0, NamedType);
            }

            await writer.WriteAsync(row).ConfigureAwait(false);
        }
    }
}
