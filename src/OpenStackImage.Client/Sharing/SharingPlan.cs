using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Sharing;

/// <summary>A project to share an image with, according to all entries that select the image.</summary>
/// <param name="Project">The ID, and the name if it is known.</param>
/// <param name="Status">The member status; null to keep what the project has set.</param>
/// <param name="Until">The time at which sharing ends; null for no end.</param>
/// <param name="Line">The line of the project that determines the status.</param>
internal sealed record WantedMember(ResourceName Project, string? Status, DateTimeOffset? Until, int Line)
{
    /// <summary>The status of a member that is added.</summary>
    public string StatusWhenAdded => Status ?? MemberStatus.Pending;
}

/// <summary>A member of an image, with the corresponding project of the file.</summary>
/// <param name="Member">The member.</param>
/// <param name="Wanted">The project in the file.</param>
internal sealed record ListedMember(ImageMember Member, WantedMember Wanted);

/// <summary>The differences between the members of an image and a sharing file.</summary>
internal sealed record SharingPlan
{
    /// <summary>Projects of the file that are not members.</summary>
    public IReadOnlyList<WantedMember> Missing { get; init; } = [];

    /// <summary>Members whose status differs from that in the file.</summary>
    public IReadOnlyList<ListedMember> OtherStatus { get; private init; } = [];

    /// <summary>Members whose end date has passed.</summary>
    public IReadOnlyList<ListedMember> Expired { get; private init; } = [];

    /// <summary>Members that are not listed in any entry.</summary>
    public IReadOnlyList<ImageMember> Extra { get; private init; } = [];

    /// <summary>
    /// True if a project of an entry that has not expired cannot be used: it does not exist, or cannot be determined. Any member may be the
    /// project that is meant, so no member may be removed.
    /// </summary>
    public bool IsIncomplete { get; init; }

    /// <summary>True if the members differ from those in the file.</summary>
    public bool HasDifferences => Missing.Count + OtherStatus.Count + Expired.Count + Extra.Count > 0;

    /// <summary>The domains whose enabled projects are members according to the entries that have not expired.</summary>
    public IReadOnlyList<string> DomainIds { get; private init; } = [];

    /// <summary>Compares the members of an image with the entries that select it.</summary>
    /// <param name="document">The file.</param>
    /// <param name="image">The image.</param>
    /// <param name="resolve">Returns the projects that an entry of the file specifies.</param>
    /// <param name="present">The members of the image.</param>
    /// <param name="now">The time to compare the end dates with.</param>
    /// <exception cref="SharingFileException">Two entries contradict each other, or the file contradicts the name of the image.</exception>
    public static SharingPlan Make(
        SharingDocument document,
        SelectedImage image,
        Func<ListedProject, ProjectMatch> resolve,
        IReadOnlyList<ImageMember> present,
        DateTimeOffset now)
    {
        RequireName(document, image);
        var references = image.Entries.SelectMany(entry => entry.Projects)
            .Select(project => (Listed: project, Match: resolve(project), IsEnded: project.Until <= now)).ToList();
        var active = references.Where(reference => !reference.IsEnded).Select(reference => reference.Match).ToList();
        var (wanted, ended) = (new WantedMembers(document, image), new WantedMembers(document, image));
        foreach (var (listed, match, isEnded) in references.Where(reference => reference.IsEnded || !reference.Match.IsUnusable))
        {
            // An image is not shared with its owner, unless the file contains the project itself.
            foreach (var project in match.Projects.Where(project => !listed.IsWholeDomain || project.Id != image.OwnerId))
            {
                // The status of an expired share no longer matters.
                (isEnded ? ended : wanted).Add(isEnded ? listed with { Status = null } : listed, project);
            }
        }

        var byId = present.GroupBy(member => OpenStackId.CanonicalProjectId(member.MemberId), StringComparer.Ordinal)
            .Select(same => same.First()).ToList();
        var plan = MemberPlan.Make(byId, wanted.Members.Select(member => member.Project.Id));
        return new SharingPlan
        {
            Missing = [.. plan.Missing.Select(id => wanted.Find(id)!)],
            OtherStatus = [.. plan.Kept.Select(member => new ListedMember(member, wanted.Find(member.MemberId)!))
                .Where(listed => listed.Wanted.Status is { } status && status != listed.Member.Status)],
            Expired = [.. plan.Extra.Select(member => (Member: member, Wanted: ended.Find(member.MemberId)))
                .Where(pair => pair.Wanted is not null)
                .Select(pair => new ListedMember(pair.Member, pair.Wanted!))],
            Extra = [.. plan.Extra.Where(member => ended.Find(member.MemberId) is null)],
            IsIncomplete = active.Any(match => match.IsUnusable),
            DomainIds = [.. active.Select(match => match.DomainId).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    private static void RequireName(SharingDocument document, SelectedImage image)
    {
        if (image.Entries.FirstOrDefault(entry => entry.Images.Name is { } name && name != image.Image.Name) is { } other)
        {
            throw new SharingFileException(
                ErrorIds.SharingMismatch,
                document.Path,
                other.Line,
                $"the image with the ID {image.Image.Id} is named '{image.Image.Name}', not '{other.Images.Name}'.");
        }
    }

    /// <summary>The wanted members of an image by their canonical IDs, in the order of the file.</summary>
    private sealed class WantedMembers(SharingDocument document, SelectedImage image)
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private readonly List<WantedMember> _members = [];

        public IReadOnlyList<WantedMember> Members => _members;

        public WantedMember? Find(string projectId)
            => _places.TryGetValue(OpenStackId.CanonicalProjectId(projectId), out var place) ? _members[place] : null;

        /// <summary>
        /// Adds a project. A project that occurs several times has the status that an entry specifies, and the latest end date.
        /// </summary>
        /// <exception cref="SharingFileException">The statuses contradict each other.</exception>
        public void Add(ListedProject listed, ResourceName project)
        {
            var id = OpenStackId.CanonicalProjectId(project.Id);
            if (!_places.TryGetValue(id, out var place))
            {
                _places.Add(id, _members.Count);
                _members.Add(new WantedMember(project, listed.Status, listed.Until, listed.Line));
                return;
            }

            var known = _members[place];
            if (known.Status is not null && listed.Status is not null && known.Status != listed.Status)
            {
                throw new SharingFileException(
                    ErrorIds.SharingConflict,
                    document.Path,
                    listed.Line,
                    FormattableString.Invariant($"project {project} of image {image.Image} is '{listed.Status}' here, and ")
                        + FormattableString.Invariant($"'{known.Status}' in line {known.Line}. The image is not changed."));
            }

            _members[place] = new WantedMember(
                new ResourceName(known.Project.Id, known.Project.Name ?? project.Name),
                known.Status ?? listed.Status,
                known.Until is { } until && listed.Until is { } other ? (until > other ? until : other) : null,
                known.Status is not null || listed.Status is null ? known.Line : listed.Line);
        }
    }
}
