using OpenStackImage.Cmdlets;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>A list of images, written as it comes: what Get-OSImage does without -Image.</summary>
/// <param name="session">Who looks.</param>
/// <param name="query">What is asked of the server.</param>
/// <param name="writer">Where the images go.</param>
internal sealed class ImageLister(OpenStackSession session, ImageQuery query, PipelineWriter writer)
{
    /// <summary>So many IDs fit into the address of one request.</summary>
    private const int IdsAtOnce = 100;

    private readonly ImageClient _images = new(session, writer);

    /// <summary>Names of images; one with wildcards is compared here, because the server knows no wildcards.</summary>
    public string? Name { get; init; }

    /// <summary>The owner, by ID or name.</summary>
    public string? Owner { get; init; }

    /// <summary>The domain of an owner that is given by name.</summary>
    public string? OwnerDomain { get; init; }

    public async Task WriteAsync()
    {
        var name = Name;
        var pattern = Name is null || NamePattern.IsPlain(Name, out name) ? null : NamePattern.Of(Name);

        // Glance's database may compare without case or trailing blanks; a name is exact.
        bool Has(Image image) => name is null || (pattern is null ? image.Name == name : image.Name is not null && pattern.IsMatch(image.Name));
        var owner = Owner is null
            ? null
            : await new ProjectResolver(session, OwnerDomain, requiresExisting: false, writer).ResolveAsync(Owner, writer.CancellationToken).ConfigureAwait(false);
        var asked = query with
        {
            Name = pattern is null ? name : null,
            Owner = owner?.Id,

            // Of what is compared here, the server cannot know how much to send.
            Count = Name is null ? query.Count : null,
        };

        var left = query.Count ?? int.MaxValue;
        foreach (var part in Parts(asked))
        {
            await foreach (var image in _images.ListAsync(part with { Count = asked.Count is null ? null : left }, writer.CancellationToken).ConfigureAwait(false))
            {
                if (!Has(image))
                {
                    continue;
                }

                await writer.WriteAsync(image).ConfigureAwait(false);
                if (--left == 0)
                {
                    return;
                }
            }
        }
    }

    private static IEnumerable<ImageQuery> Parts(ImageQuery query)
    {
        if (query.Ids.Count == 0)
        {
            yield return query;
        }

        for (var start = 0; start < query.Ids.Count; start += IdsAtOnce)
        {
            yield return query with { Ids = query.Ids.Skip(start).Take(IdsAtOnce).ToArray() };
        }
    }
}
