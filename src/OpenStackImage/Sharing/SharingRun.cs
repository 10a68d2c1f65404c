using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Sharing;

/// <summary>
/// One use of a sharing file: resolves its projects, finds its images, and compares their members. A part of the file that cannot be used
/// is one error, and does not affect the others.
/// </summary>
/// <param name="document">The file.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
internal sealed class SharingRun(SharingDocument document, int limit)
{
    private FileProjects? _projects;
    private FileImages? _images;
    private ListedIds? _ids;

    public SharingDocument Document => document;

    /// <summary>The images that the file selects, after <see cref="PrepareAsync"/>.</summary>
    public IReadOnlyList<SelectedImage> Images => _images?.Selected ?? [];

    /// <summary>The entries with images that cannot be shared.</summary>
    public IReadOnlyList<UnusableImage> Unusable => _images?.Unusable ?? [];

    /// <summary>True if a part of the file could not be compared with the cloud.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Resolves projects and owners, and finds the images.</summary>
    public async Task PrepareAsync(PipelineWriter writer)
    {
        // Until the preparation is complete, the comparison is incomplete.
        HasErrors = true;
        var hasErrors = false;
        _projects = new FileProjects(writer.Session, document, writer);
        _ids = new ListedIds(Report);
        var failures = await _projects.ResolveAsync(
            document.Entries.SelectMany(entry => entry.Projects), limit, writer.CancellationToken).ConfigureAwait(false);
        foreach (var (reference, failure) in failures)
        {
            hasErrors = true;
            WriteError(writer, failure, reference.Line, reference.ToString());
        }

        WarnOfEmptyDomains(writer);
        var selection = new SharingSelection();
        foreach (var entry in document.Entries)
        {
            hasErrors |= !await TryAsync(writer, entry,
                async () => selection.Add(entry, await OwnerAsync(entry, writer).ConfigureAwait(false)))
                .ConfigureAwait(false);
        }

        hasErrors |= !await FindImagesAsync(selection, writer).ConfigureAwait(false);
        HasErrors = hasErrors;
    }

    /// <summary>Reads the members of an image and compares them with the file.</summary>
    /// <exception cref="OpenStackException">The members cannot be read, or the file contradicts itself.</exception>
    public async Task<SharingComparison> CompareAsync(SelectedImage image, MemberClients clients, PipelineWriter writer)
    {
        try
        {
            return await ReadMembersAsync(image, clients, writer).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (missing.IsAboutImage && !image.Entries.Any(entry => entry.Images.NamesImages))
        {
            return new SharingComparison(image);
        }
        catch (OpenStackException)
        {
            HasErrors = true;
            throw;
        }
    }

    private async Task<SharingComparison> ReadMembersAsync(SelectedImage image, MemberClients clients, PipelineWriter writer)
    {
        IReadOnlyList<ImageMember> present;
        try
        {
            present = await clients.Members.ListAsync(image.Image, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException failure) when (image.IsUnread && failure is NotFoundException or AccessDeniedException)
        {
            var unusable = await _images!.ExplainAsync(image, writer.CancellationToken).ConfigureAwait(false);
            if (unusable.Count == 0)
            {
                throw;
            }

            return new SharingComparison(image) { Unusable = unusable };
        }

        var plan = SharingPlan.Make(document, image, _projects!.Of, present, DateTimeOffset.UtcNow);
        plan = await _ids!.VerifyAsync(plan, clients.Projects, writer).ConfigureAwait(false);
        if (image.IsUnread && plan.HasDifferences)
        {
            // Reports and changes contain the name of the image.
            image = await _images!.ReadAsync(image, writer.CancellationToken).ConfigureAwait(false) ?? image;
        }

        return new SharingComparison(image) { Plan = plan };
    }

    /// <inheritdoc cref="FileProjects.IsInAsync"/>
    public Task<bool> IsInDomainAsync(string projectId, IEnumerable<string> domainIds, CancellationToken cancellationToken)
        => _projects!.IsInAsync(projectId, domainIds, cancellationToken);

    private async Task<bool> FindImagesAsync(SharingSelection selection, PipelineWriter writer)
    {
        var isComplete = true;
        _images = new FileImages(writer.Session, document, writer);
        if (_images.TrySelectByIds())
        {
            return true;
        }

        foreach (var query in _images.QueriesOf(selection))
        {
            try
            {
                await _images.ReadAsync(query, selection, writer.CancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // A page that cannot be read ends only this list.
                isComplete = false;
                writer.WriteError(ErrorRecords.From(failure, document.Path));
            }
        }

        await foreach (var (entry, finding) in _images.FindAsync(selection, limit, writer.CancellationToken).ConfigureAwait(false))
        {
            isComplete &= await TryAsync(writer, entry, async () => _images.Add(entry, await finding.ConfigureAwait(false), selection))
                .ConfigureAwait(false);
        }

        foreach (var entry in selection.Unmatched.Where(entry => isComplete && _images.Unusable.All(unusable => unusable.Entry != entry)))
        {
            writer.WriteWarning($"{document.Place(entry.Line)}: no shared image has the {entry.Images}. The entry has no effect.");
        }

        return isComplete;
    }

    private async Task<string?> OwnerAsync(SharingEntry entry, PipelineWriter writer)
        => entry.Images.Owner is { } owner
            ? await _projects!.OwnerAsync(owner, entry.Images.OwnerDomain, writer.CancellationToken).ConfigureAwait(false)
            : null;

    private void WarnOfEmptyDomains(PipelineWriter writer)
    {
        var domains = document.Entries.SelectMany(entry => entry.Projects).Where(project => project.IsWholeDomain);
        foreach (var domain in domains.GroupBy(project => project.Key).Select(same => same.First()))
        {
            if (_projects!.Of(domain) is { Projects.Count: 0, Failure: null })
            {
                writer.WriteWarning($"{document.Place(domain.Line)}: {domain} has no enabled project.");
            }
        }
    }

    private void Report(PipelineWriter writer, OpenStackException failure, WantedMember wanted)
    {
        HasErrors = true;
        WriteError(writer, failure, wanted.Line, wanted.Project.Id);
    }

    private async Task<bool> TryAsync(PipelineWriter writer, SharingEntry entry, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (OpenStackException failure)
        {
            WriteError(writer, failure, entry.Line, entry.Images.ToString());
            return false;
        }
    }

    /// <summary>Writes an error with the position in the file.</summary>
    private void WriteError(PipelineWriter writer, OpenStackException failure, int line, string target)
    {
        var error = ErrorRecords.From(failure, target);
        if (failure is not SharingFileException)
        {
            error.ErrorDetails = new ErrorDetails($"{TerminalText.Of(document.Place(line))}: {error.ErrorDetails.Message}")
            {
                RecommendedAction = error.ErrorDetails.RecommendedAction,
            };
        }

        writer.WriteError(error);
    }
}
