using OpenStackImage.Cmdlets;

namespace OpenStackImage.Reports;

/// <summary>Looks up the images and projects of a report. Failures are errors or notes of the report.</summary>
/// <param name="builder">The report.</param>
/// <param name="writer">Writes errors.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
internal sealed class ReportLookups(SharingReportBuilder builder, PipelineWriter writer, int limit)
{
    /// <summary>Returns the images that are visible to a session. An image that cannot be read is one error.</summary>
    public Task<IReadOnlyList<ReportImage>> ReadImagesAsync(OpenStackSession session, IReadOnlyCollection<string> ids)
        => new ImageFacts(session, limit, writer).ReadAsync(
            ids, (id, failure) => Fail(id, $"Image {id} could not be read.", failure), writer.CancellationToken);

    /// <summary>Adds the data of the members and owners that is visible to the sessions.</summary>
    /// <param name="audited">The session that is audited; null for none.</param>
    /// <param name="comparison">The comparison with an earlier export, whose projects are added too; null for none.</param>
    public async Task AddProjectsAsync(OpenStackSession? audited, ReportComparison? comparison)
    {
        var lost = comparison?.Lost.Select(row => (row.Cloud, row.MemberId)) ?? [];
        var keys = builder.ProjectKeys().Concat(lost).Distinct().ToArray();
        var sessions = builder.Rows.Select(row => row.Session).Append(audited).OfType<OpenStackSession>()
            .GroupBy(session => session.Cloud).Select(same => same.First());
        foreach (var session in sessions)
        {
            var ids = keys.Where(key => key.Cloud == session.Cloud).Select(key => key.Item2).ToArray();
            var facts = new ProjectFacts(session, limit, writer);
            var projects = await facts.ReadAsync(ids, writer.CancellationToken).ConfigureAwait(false);
            foreach (var project in projects)
            {
                builder.Add(project);
            }

            var unknown = projects.Count(project => project.State == ProjectState.Unknown);
            if (unknown > 0)
            {
                builder.AddNote(
                    $"{unknown} of {projects.Count} projects of {session.Cloud} could not be read: {session.ScopeDescription} is not "
                    + "permitted to see their names, or whether they exist and are enabled.");
            }
        }
    }

    /// <summary>Reports a failure as an error and as a note of the report.</summary>
    public void Fail(string? target, string note, OpenStackException failure)
    {
        writer.WriteError(ErrorRecords.From(failure, target));
        builder.AddNote(note);
    }
}
