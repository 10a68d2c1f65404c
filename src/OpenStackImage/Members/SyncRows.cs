using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>A project to add as a member, as the user specified it.</summary>
/// <param name="Text">Its ID or name.</param>
/// <param name="Domain">The domain of a name; null for any.</param>
internal sealed record WantedProject(string Text, string? Domain);

/// <summary>
/// Rows of images and projects, grouped by image: an image may be specified by its ID in one row and by its name in another.
/// </summary>
/// <param name="images">Returns what resolves the images.</param>
internal sealed class SyncRows(Func<ImageResolver> images)
{
    private readonly List<(ImageReference Image, IReadOnlyList<WantedProject> Projects)> _rows = [];
    private readonly List<(ResourceName Image, List<WantedProject> Projects)> _groups = [];

    /// <summary>The groups, in the order of the rows, after <see cref="ResolveAsync"/>.</summary>
    public IReadOnlyList<(ResourceName Image, List<WantedProject> Projects)> Groups => _groups;

    public void Add(ImageReference image, IReadOnlyList<WantedProject> projects) => _rows.Add((image, projects));

    /// <summary>Resolves each image once. Each failure is one error.</summary>
    public async Task ResolveAsync(PipelineWriter writer)
    {
        foreach (var rows in _rows.GroupBy(row => row.Image.Text, StringComparer.Ordinal))
        {
            try
            {
                var image = await images().GetAsync(rows.First().Image, writer.CancellationToken).ConfigureAwait(false);
                GroupOf(image).AddRange(rows.SelectMany(row => row.Projects));
            }
            catch (OpenStackException failure)
            {
                writer.WriteError(ErrorRecords.From(failure, rows.Key));
            }
        }
    }

    private List<WantedProject> GroupOf(Image image)
    {
        var projects = _groups.FirstOrDefault(group => group.Image.Id == image.Id).Projects;
        if (projects is null)
        {
            projects = [];
            _groups.Add((image.ResourceName, projects));
        }

        return projects;
    }
}
