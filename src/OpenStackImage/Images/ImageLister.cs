using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Members;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>Lists images for Get-OSImage, with filters that have several values or wildcards.</summary>
/// <param name="session">The session.</param>
/// <param name="query">The filters that the server applies.</param>
/// <param name="writer">Writes the images.</param>
internal sealed class ImageLister(OpenStackSession session, ImageQuery query, PipelineWriter writer)
{
    /// <summary>The number of IDs that fit into the URL of one request.</summary>
    private const int IdsAtOnce = 100;

    private readonly ImageClient _images = new(session, writer);
    private readonly MemberClient _members = new(session, writer);

    /// <summary>The names. Names with wildcards are compared by the client, ignoring case, unless an image has exactly that name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Names with wildcards that no image has.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>The owners, by ID or name.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The domain of owners that are specified by name.</summary>
    public string? OwnerDomain { get; init; }

    /// <summary>The image after which the list starts; null for the beginning.</summary>
    public ImageReference? Marker { get; init; }

    /// <summary>Visibilities in lower case.</summary>
    public IReadOnlyList<string> Visibilities { get; init; } = [];

    /// <summary>Member statuses of the session's project in lower case; empty for the default of Glance.</summary>
    public IReadOnlyList<string> MemberStatuses { get; init; } = [];

    /// <summary>True if a name without wildcards that no image has is an error.</summary>
    public bool RequiresNames { get; init; }

    /// <summary>Counts the images of several lists.</summary>
    public ImagePaging Paging { get; init; } = new();

    public async Task WriteAsync()
    {
        var filter = await ReadFilterAsync().ConfigureAwait(false);
        var marker = await FindMarkerAsync().ConfigureAwait(false);
        var filtered = filter.AddTo(query) with
        {
            Marker = marker?.Id,
            MemberStatus = MemberStatuses.Count switch { 0 => null, 1 => MemberStatuses[0], _ => MemberStatus.All },
        };
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Parts(filtered))
        {
            // The server does not know how many images the client filters out.
            var counted = part with { Count = filter.IsAppliedHere || ChecksMembership ? null : Paging.Remaining };
            await foreach (var image in _images.ListAsync(counted, writer.CancellationToken).ConfigureAwait(false))
            {
                if (!filter.Matches(image) || !await IsMemberAsync(image).ConfigureAwait(false))
                {
                    continue;
                }

                found.Add(image.Name ?? "");
                await Paging.WriteAsync(image, writer).ConfigureAwait(false);
                if (Paging.IsComplete)
                {
                    return;
                }
            }
        }

        foreach (var missing in RequiresNames ? filter.Names.Except(found) : [])
        {
            writer.WriteError(ErrorRecords.From(NotFound(missing), missing));
        }
    }

    private async Task<ImageListFilter> ReadFilterAsync()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var patterns = Patterns.Select(text => NamePattern.Of(text)).ToList();
        var lookup = new ImagePatterns(session, writer);
        foreach (var text in Names)
        {
            if (NamePattern.IsPlain(text, out var name))
            {
                names.Add(name);
            }
            else if (await lookup.IsNameAsync(text, query, writer.CancellationToken).ConfigureAwait(false))
            {
                names.Add(text);
            }
            else
            {
                patterns.Add(NamePattern.Of(text));
            }
        }

        var owners = await ResolveOwnersAsync().ConfigureAwait(false);
        return new ImageListFilter(names, patterns, owners, Visibilities);
    }

    private async Task<Image?> FindMarkerAsync()
    {
        var resolver = new ImageResolver(session, writer);
        return Marker is null
            ? null
            : await AboutAsync(resolver.GetAsync(Marker, writer.CancellationToken), Marker.Text).ConfigureAwait(false);
    }

    private bool ChecksMembership => session.ProjectId is not null && (session.IsAdmin || MemberStatuses.Count > 1)
        && MemberStatuses.Count > 0 && !MemberStatuses.Contains(MemberStatus.All);

    /// <summary>Glance ignores the member status for admins, and filters by one only.</summary>
    private async Task<bool> IsMemberAsync(Image image)
    {
        if (!ChecksMembership || image.Visibility != ImageVisibility.Shared || image.OwnerId == session.ProjectId)
        {
            return true;
        }

        var member = await _members.FindAsync(image.Id, session.ProjectId!, writer.CancellationToken).ConfigureAwait(false);
        return member is not null && MemberStatuses.Contains(member.Status);
    }

    private async Task<IReadOnlyList<string?>> ResolveOwnersAsync()
    {
        var projects = new ProjectResolver(session, OwnerDomain, requiresExisting: false, writer);
        var patterns = new ProjectPatterns(session, OwnerDomain);
        var owners = new List<string?>();
        foreach (var owner in Owners)
        {
            owners.AddRange(await AboutAsync(patterns.ResolveAsync(owner, projects, writer), owner).ConfigureAwait(false));
        }

        // If no project matches, no image matches.
        return owners.Count == 0 && Owners.Count > 0 ? [""] : owners;
    }

    /// <summary>A list has many parameters, so its error contains the value that cannot be resolved.</summary>
    private static async Task<T> AboutAsync<T>(Task<T> resolved, string subject)
    {
        try
        {
            return await resolved.ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            failure.Subject ??= subject;
            throw;
        }
    }

    private NameNotFoundException NotFound(string name) => new(
        ErrorIds.ImageNotFound,
        $"No image named '{name}' is visible to {session.ScopeDescription}. Names are exact, including case.",
        "Use wildcards to list similar names. An image of another project may not be listed; specify its ID.");

    /// <summary>A lookup by ID includes hidden images, which Glance lists separately.</summary>
    private static IEnumerable<ImageQuery> Parts(ImageQuery query)
    {
        if (query.Ids.Count == 0)
        {
            yield return query;
        }

        for (var start = 0; start < query.Ids.Count; start += IdsAtOnce)
        {
            var part = query with { Ids = [.. query.Ids.Skip(start).Take(IdsAtOnce)] };
            yield return part;
            if (!query.Hidden)
            {
                yield return part with { Hidden = true };
            }
        }
    }
}
