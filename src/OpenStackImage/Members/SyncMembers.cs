using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Changes the members of an image so that they are exactly the specified projects.</summary>
/// <param name="clientsOf">Returns the resource clients for projects of a domain.</param>
/// <param name="image">The image.</param>
/// <param name="writer">Writes results, errors and questions.</param>
internal sealed class SyncMembers(Func<string?, MemberClients> clientsOf, ResourceName image, PipelineWriter writer)
{
    private readonly MemberClients _clients = clientsOf(null);
    private readonly MemberChanges _changes = new(clientsOf(null), image, writer);

    /// <summary>True if members that are not specified are kept.</summary>
    public bool KeepExtra { get; init; }

    /// <summary>True if the removal of all members needs no confirmation.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Adds missing members, and removes members that are not specified. A failed step is one error, and the other steps are executed. If
    /// the image has as many members as the cloud allows, members are removed before the others are added.
    /// </summary>
    /// <param name="projects">The specified projects.</param>
    public async Task SyncAsync(IReadOnlyCollection<WantedProject> projects)
    {
        var present = await _clients.Members.ListAsync(image, writer.CancellationToken).ConfigureAwait(false);
        var wanted = await ResolveAsync(projects).ConfigureAwait(false);
        var plan = MemberPlan.Make(present, wanted.Select(project => project.Id));
        if (projects.Count == 0 && !await ConfirmRemovalOfAllAsync(plan.Extra.Count).ConfigureAwait(false))
        {
            return;
        }

        var names = wanted.GroupBy(project => OpenStackId.CanonicalProjectId(project.Id))
            .ToDictionary(same => same.Key, same => same.First().Name);
        foreach (var member in plan.Kept)
        {
            names.TryGetValue(OpenStackId.CanonicalProjectId(member.MemberId), out var name);
            await WriteKeptAsync(new ResourceName(member.MemberId, name), member.Status).ConfigureAwait(false);
        }

        var overQuota = new List<ResourceName>();
        foreach (var id in plan.Missing)
        {
            await AddAsync(new ResourceName(id, names[OpenStackId.CanonicalProjectId(id)]), overQuota).ConfigureAwait(false);
        }

        await RemoveExtraAsync(plan, allResolved: wanted.Count == projects.Count).ConfigureAwait(false);
        foreach (var project in overQuota)
        {
            await AddAsync(project, overQuota: null).ConfigureAwait(false);
        }
    }

    private async Task<List<ResourceName>> ResolveAsync(IEnumerable<WantedProject> projects)
    {
        var wanted = new List<ResourceName>();
        foreach (var (text, domain) in projects)
        {
            await writer.TryAsync(MemberClients.ErrorTarget(image, text), async () =>
            {
                var project = await clientsOf(domain).ResolveProjectAsync(image, text, writer.CancellationToken)
                    .ConfigureAwait(false);
                wanted.Add(project);
            }).ConfigureAwait(false);
        }

        return wanted;
    }

    /// <summary>An empty list of projects may be a mistake of the caller, so it needs a separate confirmation.</summary>
    private async Task<bool> ConfirmRemovalOfAllAsync(int count)
    {
        if (count == 0 || KeepExtra || Force || writer.IsWhatIf)
        {
            return true;
        }

        return await writer.ContinueAsync($"No project is specified. Remove all {count} members of image {image}?").ConfigureAwait(false);
    }

    /// <param name="project">The project to add.</param>
    /// <param name="overQuota">Receives the project if the image has too many members; null to write an error.</param>
    private Task AddAsync(ResourceName project, List<ResourceName>? overQuota)
        => writer.TryAsync(MemberClients.ErrorTarget(image, project.Id), async () =>
    {
        try
        {
            await _changes.AddAsync(project, isConfirmed: overQuota is null).ConfigureAwait(false);
        }
        catch (LimitExceededException) when (overQuota is not null)
        {
            overQuota.Add(project);
        }
    });

    private async Task RemoveExtraAsync(MemberPlan plan, bool allResolved)
    {
        if (KeepExtra || plan.Extra.Count == 0)
        {
            return;
        }

        if (!allResolved)
        {
            // One of these members may be the project that was not found.
            writer.WriteWarning(
                $"No member of image {image} was removed, because not every project of -Project was found. "
                    + $"{plan.Extra.Count} would be removed otherwise.");
            return;
        }

        foreach (var extra in plan.Extra)
        {
            await writer.TryAsync(extra, () => _changes.RemoveAsync(extra)).ConfigureAwait(false);
        }
    }

    private Task WriteKeptAsync(ResourceName project, string status)
        => writer.IsWhatIf
            ? writer.WritePlannedAsync(ImageMemberChange.Of(image, project, MemberActions.Keep, status, status), _clients.Names)
            : writer.WriteAsync(ImageMemberChange.Of(image, project, MemberActions.Kept, status, status));
}
