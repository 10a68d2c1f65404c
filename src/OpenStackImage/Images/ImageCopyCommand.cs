using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The base class of the cmdlets that copy images to other clouds or compare them: adds -Destination and the mapping of members.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageCopyCommand : ImageCommand
{
    /// <summary>
    /// Specifies the sessions of the other clouds or projects, or their names. Only images of the projects of these sessions are
    /// considered.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public OpenStackSession[] Destination { get; set; } = [];

    /// <summary>
    /// Indicates that the cmdlet includes the members. A member corresponds to the project with the same name in the domain with the same
    /// name. The member status is copied if the session of the destination has permission to set it.
    /// </summary>
    [Parameter]
    public SwitchParameter WithMember { get; set; }

    /// <summary>
    /// Specifies which projects of the source correspond to which projects of the destination, as a hashtable. Each key is the ID or name
    /// of a project of the source, and its value is the ID or name of the project of the destination. Requires -WithMember.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Hashtable? ProjectMap { get; set; }

    /// <summary>The projects of the destination that have another name; the same for all images of the command.</summary>
    private protected ProjectMapping Mapping { get; private set; } = new();

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(ProjectMap), nameof(WithMember))];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Mapping = ReadProjectMap();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Finish();
        if (Mapping.Unused is { Count: > 0 } unused)
        {
            WriteWarning($"These projects of -ProjectMap are not members of an image that was processed: {string.Join(", ", unused)}.");
        }

        base.EndProcessing();
    }

    /// <summary>
    /// The destinations, each project once: two copies to one project at the same time would create two images, because neither sees the
    /// other.
    /// </summary>
    private protected IReadOnlyList<OpenStackSession> Destinations
        => [.. Destination.GroupBy(session => (session.CloudIdentity, session.ProjectId)).Select(sessions => sessions.First())];

    /// <summary>Reads the image of the source again.</summary>
    private protected static async Task<Image> ReadAsync(ImageReference reference, PipelineWriter writer)
    {
        var image = await new ImageResolver(writer.Session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        image.Session ??= writer.Session;
        return image;
    }

    /// <summary>Reads -ProjectMap, in which every key and every value is one project.</summary>
    private ProjectMapping ReadProjectMap()
    {
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in ProjectMap ?? [])
        {
            var (key, value) = (TextOf(entry.Key), TextOf(entry.Value));
            RefuseIf(
                key is null || value is null || !keys.Add(OpenStackId.CanonicalProjectId(key)),
                $"The entry '{entry.Key}' of -ProjectMap does not map one project of the source to one project of the destination.",
                "Specify the ID or name of each project once: @{ 'team-a' = 'team-a-prod' }.",
                ProjectMap);
            projects[key!] = value!;
        }

        return new ProjectMapping(projects);
    }

    private static string? TextOf(object? value) => PowerShellValue.Unwrap(value) switch
    {
        string text => text.Length > 0 ? text : null,
        Project project => project.Id,
        IEnumerable => null,
        var other => other?.ToString(),
    };
}
