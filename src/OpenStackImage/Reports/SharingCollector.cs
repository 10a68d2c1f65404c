using OpenStackImage.Cmdlets;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Reports;

/// <summary>Collects the members of a report, and the data of their images and projects that the sessions can read.</summary>
/// <param name="writer">Writes errors, warnings and progress.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
internal sealed class SharingCollector(PipelineWriter writer, int limit)
{
    private const string PrivateNote =
        "Glance does not show the members that an image had before it was made private. They have access again once the image is shared "
        + "again; a comparison with an earlier export (-Since) finds them.";

    private const string PublicNote = "Public and community images are not included: every project can use them, and they have no members.";

    private readonly HashSet<string> _audited = new(StringComparer.Ordinal);

    /// <summary>The session to audit; null to report <see cref="Input"/>.</summary>
    public OpenStackSession? Session { get; init; }

    /// <summary>True to audit the images of all projects.</summary>
    public bool AllProjects { get; init; }

    /// <summary>The members to report; null to audit the session.</summary>
    public IReadOnlyList<ReportRow>? Input { get; init; }

    /// <summary>Returns the report.</summary>
    /// <param name="pendingDays">The number of days after which a pending member is a finding.</param>
    /// <param name="earlier">The earlier export to compare with; null for none.</param>
    public async Task<SharingReport> CollectAsync(int pendingDays, EarlierReport? earlier)
    {
        var builder = new SharingReportBuilder(DateTime.Now, pendingDays);
        var lookups = new ReportLookups(builder, writer, limit);
        if (Session is { } session)
        {
            await AuditAsync(session, builder, lookups).ConfigureAwait(false);
        }
        else
        {
            await AddInputAsync(builder, lookups).ConfigureAwait(false);
        }

        var comparison = earlier is null ? null : await CompareAsync(builder, lookups, earlier).ConfigureAwait(false);
        await lookups.AddProjectsAsync(Session, comparison).ConfigureAwait(false);
        builder.AddNote(PrivateNote);
        builder.AddNote(PublicNote);
        return builder.Build(ScopeOf(builder), comparison);
    }

    private string ScopeOf(SharingReportBuilder builder)
    {
        if (Session is null)
        {
            var clouds = builder.Rows.Select(row => row.Cloud).OfType<string>().Distinct().ToArray();
            return clouds.Length == 0 ? "Members from the pipeline" : $"Members from the pipeline, {string.Join(", ", clouds)}";
        }

        return !AllProjects ? $"Shared images of {Session.ScopeDescription}, {Session.Cloud}"
            : Session.IsAdmin ? $"Shared images of all projects, {Session.Cloud}"
            : $"Shared images that {Session.ScopeDescription} can see, {Session.Cloud}";
    }

    private async Task AuditAsync(OpenStackSession session, SharingReportBuilder builder, ReportLookups lookups)
    {
        if (SharedImages.LimitOf(session, AllProjects) is { } limitation)
        {
            writer.WriteWarning(limitation);
            builder.AddNote(limitation);
        }

        var images = new ImageClient(session, writer);
        foreach (var query in SharedImages.Queries(session, AllProjects))
        {
            try
            {
                await AddListAsync(session, images.ListAsync(query, writer.CancellationToken), builder, lookups).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                // A page that cannot be read ends only this list.
                lookups.Fail(null, $"The list of {(query.Hidden ? "hidden" : "shared")} images could not be read completely.", failure);
            }
        }
    }

    private Task AddListAsync(
        OpenStackSession session, IAsyncEnumerable<Image> images, SharingReportBuilder builder, ReportLookups lookups)
    {
        var members = new MemberClient(session, writer);
        return new ImageFanOut("Reading members", limit, writer).RunAsync(
            images,
            image => members.ListAsync(image.ResourceName, writer.CancellationToken),
            AddAsync,
            (image, failure) => lookups.Fail(image.Id, $"The members of image {image.ResourceName} could not be read.", failure));

        Task AddAsync(Image image, IReadOnlyList<ImageMember> listed)
        {
            builder.Add(ReportImage.Of(session.Cloud, image));
            _audited.Add(image.Id);
            foreach (var member in listed)
            {
                builder.Add(ReportRow.Of(member, session));
            }

            return Task.CompletedTask;
        }
    }

    private async Task AddInputAsync(SharingReportBuilder builder, ReportLookups lookups)
    {
        var rows = Input ?? [];
        foreach (var row in rows)
        {
            builder.Add(row);
        }

        var unread = rows.Count(row => row.Session is null);
        if (unread > 0)
        {
            builder.AddNote(
                $"{unread} of {rows.Count} members were not looked up, because they do not come from a connected session: owners, "
                + "visibility, and whether projects exist and are enabled, are not known for them.");
        }

        foreach (var ofSession in rows.Where(row => row.Session is not null).GroupBy(row => row.Session!))
        {
            var ids = ofSession.Select(row => row.ImageId).Distinct().ToArray();
            foreach (var image in await lookups.ReadImagesAsync(ofSession.Key, ids).ConfigureAwait(false))
            {
                builder.Add(image);
            }
        }
    }

    /// <summary>
    /// Compares with an earlier export. Earlier members of images that are still shared, but are not part of this report, are not lost.
    /// </summary>
    private async Task<ReportComparison> CompareAsync(
        SharingReportBuilder builder, ReportLookups lookups, EarlierReport earlier)
    {
        var covered = new HashSet<string>(Session is null ? builder.Rows.Select(row => row.ImageId) : _audited, StringComparer.Ordinal);
        var others = earlier.Rows.Select(row => row.ImageId).Where(id => !covered.Contains(id)).Distinct().ToArray();
        var session = Session ?? builder.Rows.Select(row => row.Session).FirstOrDefault(found => found is not null);
        var known = new Dictionary<string, ReportImage>(StringComparer.Ordinal);
        if (session is not null)
        {
            foreach (var image in await lookups.ReadImagesAsync(session, others).ConfigureAwait(false))
            {
                known[image.Id] = image;
            }
        }

        var comparison = ReportComparison.Of(earlier, builder.Rows, IsCovered, out var uncovered);
        foreach (var id in comparison.Lost.Select(row => row.ImageId).Where(known.ContainsKey).Distinct())
        {
            builder.Add(known[id]);
        }

        if (uncovered > 0)
        {
            builder.AddNote($"{uncovered} members of the earlier export were not compared: this report does not cover their images.");
        }

        return comparison;

        bool IsCovered(ReportRow row) => covered.Contains(row.ImageId)
            || (known.TryGetValue(row.ImageId, out var image)
                && (image.IsMissing || image.Visibility is not (null or ImageVisibility.Shared)));
    }
}
