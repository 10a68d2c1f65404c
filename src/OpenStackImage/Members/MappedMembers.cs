using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>Maps the members of an image to those of an image of another cloud.</summary>
internal static class MappedMembers
{
    /// <summary>Returns the corresponding members. A member without a corresponding project is one error, and is omitted.</summary>
    /// <param name="mapping">Finds the projects.</param>
    /// <param name="members">The members, with their names.</param>
    /// <param name="imageId">The ID of the image of the other cloud.</param>
    /// <param name="writer">Writes the errors.</param>
    public static async Task<IReadOnlyList<ImageMember>> MapAllAsync(
        this MemberMapping mapping, IEnumerable<ImageMember> members, string imageId, PipelineWriter writer)
    {
        var mapped = new List<ImageMember>();
        foreach (var member in members)
        {
            await writer.TryAsync(member, async () =>
                mapped.Add(await mapping.MapAsync(member, imageId, writer.CancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }

        return mapped;
    }
}
