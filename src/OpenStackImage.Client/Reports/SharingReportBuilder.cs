using OpenStackImage.Images;

namespace OpenStackImage.Reports;

/// <summary>Builds a report from members and from the known facts about their images and projects.</summary>
/// <param name="now">The time of the report.</param>
/// <param name="pendingDays">The number of days after which a pending member is a finding.</param>
internal sealed class SharingReportBuilder(DateTime now, int pendingDays)
{
    private readonly Dictionary<(string? Cloud, string Id), ReportImage> _images = [];
    private readonly Dictionary<(string? Cloud, string Id), ReportProject> _projects = [];
    private readonly List<ReportRow> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>The members so far.</summary>
    public IReadOnlyList<ReportRow> Rows => _rows;

    /// <summary>The images so far, also those without members.</summary>
    public IReadOnlyCollection<ReportImage> Images => _images.Values;

    /// <summary>Adds an image, or its updated data.</summary>
    public void Add(ReportImage image) => _images[(image.Cloud, image.Id)] = image;

    /// <summary>Adds the data of a project.</summary>
    public void Add(ReportProject project) => _projects[(project.Cloud, project.Id)] = project;

    /// <summary>Adds a member.</summary>
    public void Add(ReportRow row) => _rows.Add(row);

    /// <summary>Adds a limitation of the report as a sentence. Each sentence is added once.</summary>
    public void AddNote(string note)
    {
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>Returns the projects that the report names, members and owners: the key is the cloud and the ID.</summary>
    public IReadOnlyCollection<(string? Cloud, string Id)> ProjectKeys()
        => [.. _rows.Select(row => (row.Cloud, row.MemberId))
            .Concat(_images.Values.Where(image => image.OwnerId is not null).Select(image => (image.Cloud, image.OwnerId!)))
            .Distinct()];

    /// <summary>Returns the report.</summary>
    /// <param name="scope">What it covers.</param>
    /// <param name="comparison">The comparison with an earlier export; null for none.</param>
    public SharingReport Build(string scope, ReportComparison? comparison = null)
    {
        foreach (var row in comparison is null ? _rows : _rows.Concat(comparison.Lost))
        {
            AddImage(row);
            AddProject(row);
        }

        AddOwners();
        var images = _images.Values.OrderBy(image => image.Name ?? image.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(image => image.Id, StringComparer.Ordinal).ToArray();
        var projects = _projects.Values.OrderBy(project => project.Name ?? project.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(project => project.Id, StringComparer.Ordinal).ToArray();
        var index = new ReportIndex(images, projects);
        var repeated = RepeatedRows();
        var returning = comparison?.Lost.Where(row => IsReturning(images[index.ImageOf(row)])) ?? [];
        return new SharingReport
        {
            CreatedAt = now,
            Scope = scope,
            PendingDays = pendingDays,
            IsCompared = comparison is not null,
            EarlierAt = comparison?.EarlierAt,
            Images = images,
            Projects = projects,
            Shares = [.. _rows.Concat(returning).Select(Share).OrderBy(share => share.Image).ThenBy(share => share.Project)],
            Changes = comparison is null ? [] : [.. comparison.Changes.Select(Change).OrderBy(change => change.Image)],
            Notes = _notes,
        };

        ReportShare Share(ReportRow row)
        {
            var (image, project) = (index.ImageOf(row), index.ProjectOf(row));
            var isRepeated = repeated.Contains((row.Cloud, row.ImageId, row.MemberId));
            return new ReportShare(row, image, project, [.. FindingsOf(row, images[image], projects[project], isRepeated)]);
        }

        ReportChange Change((string Kind, ReportRow Row, string? Before, string? Now) change)
            => new(change.Kind, index.ImageOf(change.Row), index.ProjectOf(change.Row), change.Before, change.Now);
    }

    private HashSet<(string? Cloud, string ImageId, string MemberId)> RepeatedRows()
        => _rows.GroupBy(row => (row.Cloud, row.ImageId, row.MemberId)).Where(same => same.Count() > 1)
            .Select(same => same.Key).ToHashSet();

    /// <summary>Adds the image of a member, unless it is known with its name.</summary>
    private void AddImage(ReportRow row)
    {
        var key = (row.Cloud, row.ImageId);
        if (!_images.TryGetValue(key, out var image))
        {
            _images[key] = new ReportImage(row.Cloud, row.ImageId) { Name = row.ImageName };
        }
        else if (image.Name is null && row.ImageName is not null)
        {
            _images[key] = image with { Name = row.ImageName };
        }
    }

    private void AddProject(ReportRow row)
    {
        var key = (row.Cloud, row.MemberId);
        var project = _projects.TryGetValue(key, out var known) ? known : new ReportProject(row.Cloud, row.MemberId);
        _projects[key] = project with { Name = project.Name ?? row.MemberName, Domain = project.Domain ?? row.MemberDomain };
    }

    /// <summary>Adds the projects that own images and are not members of any.</summary>
    private void AddOwners()
    {
        foreach (var image in _images.Values.Where(image => image.OwnerId is not null))
        {
            _projects.TryAdd((image.Cloud, image.OwnerId!), new ReportProject(image.Cloud, image.OwnerId!));
        }
    }

    private IEnumerable<string> FindingsOf(ReportRow row, ReportImage image, ReportProject project, bool isRepeated)
    {
        if (project.State == ProjectState.Missing)
        {
            yield return ReportFinding.Orphaned;
        }

        if (project.State == ProjectState.Disabled)
        {
            yield return ReportFinding.Disabled;
        }

        if (IsReturning(image))
        {
            // The member status matters again once the project can use the image.
            yield return ReportFinding.Returning;
        }
        else if (row.Status == MemberStatus.Pending && row.StatusSince < now.AddDays(-pendingDays))
        {
            yield return ReportFinding.Overdue;
        }
        else if (row.Status == MemberStatus.Rejected)
        {
            yield return ReportFinding.Rejected;
        }

        if (image.OwnerId == row.MemberId)
        {
            yield return ReportFinding.Own;
        }

        if (isRepeated)
        {
            yield return ReportFinding.Duplicate;
        }
    }

    private static bool IsReturning(ReportImage image) => image.Visibility is not (null or ImageVisibility.Shared);
}
