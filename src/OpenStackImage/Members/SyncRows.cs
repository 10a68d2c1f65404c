using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>A project to add as a member, as the user specified it.</summary>
/// <param name="Text">Its ID or name.</param>
/// <param name="Domain">The domain of a name; null for any.</param>
internal sealed record WantedProject(string Text, string? Domain);

/// <summary>The projects of all rows of an image.</summary>
/// <param name="Session">The session in which the image is changed.</param>
/// <param name="Image">The image.</param>
/// <param name="Projects">The projects.</param>
internal sealed record SyncGroup(OpenStackSession Session, ResourceName Image, List<WantedProject> Projects);

/// <summary>A row of an image and its projects.</summary>
/// <param name="image">The image as the user specified it.</param>
/// <param name="projects">The projects.</param>
internal sealed class SyncRow(ImageReference image, IReadOnlyList<WantedProject> projects)
{
    public ImageReference Image => image;

    public IReadOnlyList<WantedProject> Projects => projects;

    /// <summary>The session of the row's objects; null if they come from different clouds.</summary>
    public OpenStackSession? Session { get; set; }
}

/// <summary>
/// Rows of images and projects, grouped by image: an image may be specified by its ID in one row and by its name in another. Images of
/// different clouds are different, also if they have the same ID.
/// </summary>
internal sealed class SyncRows
{
    private readonly List<SyncRow> _rows = [];
    private readonly List<SyncGroup> _groups = [];

    /// <summary>False if a row has no session.</summary>
    public bool HaveSessions => _rows.All(row => row.Session is not null);

    /// <summary>The sessions of the rows.</summary>
    public IReadOnlyList<OpenStackSession> Sessions => [.. _rows.Select(row => row.Session!).Distinct()];

    /// <summary>The groups, in the order of the rows of each session, after <see cref="ResolveAsync"/>.</summary>
    public IReadOnlyList<SyncGroup> Groups => _groups;

    public SyncRow Add(ImageReference image, IReadOnlyList<WantedProject> projects)
    {
        var row = new SyncRow(image, projects);
        _rows.Add(row);
        return row;
    }

    /// <summary>Resolves each image of a session once. Each failure is one error. Must not run for several sessions at once.</summary>
    /// <param name="images">Resolves the images.</param>
    /// <param name="writer">Writes the failures of its session.</param>
    public async Task ResolveAsync(ImageResolver images, PipelineWriter writer)
    {
        var own = _rows.Where(row => row.Session == writer.Session);
        foreach (var rows in own.GroupBy(row => row.Image.Text, StringComparer.Ordinal))
        {
            try
            {
                var image = await images.GetAsync(rows.First().Image, writer.CancellationToken).ConfigureAwait(false);
                GroupOf(image, writer.Session).Projects.AddRange(rows.SelectMany(row => row.Projects));
            }
            catch (OpenStackException failure)
            {
                writer.WriteError(ErrorRecords.From(failure, rows.Key));
            }
        }
    }

    private SyncGroup GroupOf(Image image, OpenStackSession session)
    {
        var group = _groups.Find(group => group.Image.Id == image.Id && group.Session.CloudIdentity == session.CloudIdentity);
        if (group is null)
        {
            group = new SyncGroup(session, image.ResourceName, []);
            _groups.Add(group);
        }

        return group;
    }
}
