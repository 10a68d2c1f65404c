namespace OpenStackImage.Reports;

/// <summary>The positions of images and projects in the lists of a report.</summary>
internal sealed class ReportIndex
{
    private readonly Dictionary<(string? Cloud, string Id), int> _images = [];
    private readonly Dictionary<(string? Cloud, string Id), int> _projects = [];

    public ReportIndex(IReadOnlyList<ReportImage> images, IReadOnlyList<ReportProject> projects)
    {
        for (var position = 0; position < images.Count; position++)
        {
            _images[(images[position].Cloud, images[position].Id)] = position;
        }

        for (var position = 0; position < projects.Count; position++)
        {
            _projects[(projects[position].Cloud, projects[position].Id)] = position;
        }
    }

    public int ImageOf(ReportRow row) => _images[(row.Cloud, row.ImageId)];

    public int ProjectOf(ReportRow row) => _projects[(row.Cloud, row.MemberId)];

    /// <summary>Returns the position of a project; null if the report does not have it.</summary>
    public int? FindProject(string? cloud, string? id)
        => id is not null && _projects.TryGetValue((cloud, id), out var position) ? position : null;
}
