using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Sharing;

/// <summary>The content of a sharing file: images, and the projects to share them with.</summary>
/// <param name="Path">The file; for messages.</param>
/// <param name="Entries">The entries in the order of the file.</param>
internal sealed record SharingDocument(string Path, IReadOnlyList<SharingEntry> Entries)
{
    /// <summary>Returns the place of a line of the file, for messages.</summary>
    public string Place(int line) => FormattableString.Invariant($"{Path}, line {line}");
}

/// <summary>One entry of a sharing file. If several entries select the same image, it is shared with the projects of all of them.</summary>
/// <param name="Images">Selects the images.</param>
/// <param name="Projects">The projects with which each of the images is to be shared.</param>
/// <param name="Line">The line of the entry.</param>
internal sealed record SharingEntry(ImageSelector Images, IReadOnlyList<ListedProject> Projects, int Line)
{
    /// <summary>Returns the entry of an image with its present members, ordered by domain, name and ID.</summary>
    /// <param name="image">The image.</param>
    /// <param name="members">The members, with the names that are known.</param>
    /// <param name="keepsStatus">True to omit the member statuses.</param>
    public static SharingEntry Of(Image image, IEnumerable<ImageMember> members, bool keepsStatus)
    {
        var projects = members.Select(member => new ListedProject(
                member.MemberId,
                Writable(member.MemberName),
                member.MemberName is null ? null : Writable(member.MemberDomain),
                keepsStatus || !SharingKeys.Statuses.Contains(member.Status) ? null : member.Status,
                Until: null,
                Line: 0))
            .OrderBy(project => project.Domain, StringComparer.Ordinal)
            .ThenBy(project => project.Name, StringComparer.Ordinal)
            .ThenBy(project => project.Id, StringComparer.Ordinal);
        return new SharingEntry(new ImageSelector { Id = image.Id, Name = Writable(image.Name) }, [.. projects], Line: 0);
    }

    /// <summary>
    /// Names with half a surrogate pair or a NUL character are omitted, because text files cannot contain them. Names with a line end are
    /// omitted, because a version control system may change it in a cell of a table. The ID is sufficient.
    /// </summary>
    private static string? Writable(string? name)
        => string.IsNullOrEmpty(name) || name!.IndexOfAny(['\0', '\r', '\n']) >= 0 || !QueryString.IsWellFormed(name) ? null : name;
}

/// <summary>The images of an entry: those that match all specified values.</summary>
internal sealed record ImageSelector
{
    /// <summary>One object is shared by the thousands of entries that select images only by name or ID.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoProperties = new Dictionary<string, string>();

    /// <summary>The ID of the only image.</summary>
    public string? Id { get; init; }

    /// <summary>The exact name. Together with an ID, it must be the name of that image.</summary>
    public string? Name { get; init; }

    /// <summary>A name with * and ?, which is compared ignoring case.</summary>
    public string? Pattern { get; init; }

    /// <summary>Tags that an image must have, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Properties that an image must have, with their values.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = NoProperties;

    /// <summary>The project that must own an image, by ID or name.</summary>
    public string? Owner { get; init; }

    /// <summary>The domain of an owner that is specified by name, by ID or name.</summary>
    public string? OwnerDomain { get; init; }

    /// <summary>True if the entry specifies its images by ID or name, so that each of them must exist.</summary>
    public bool NamesImages => Id is not null || Name is not null;

    /// <summary>Returns the text for messages.</summary>
    public override string ToString() => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        foreach (var (key, value) in new[]
        {
            (SharingKeys.Id, Id), (SharingKeys.Name, Name), (SharingKeys.Pattern, Pattern), (SharingKeys.Owner, Owner),
            (SharingKeys.OwnerDomain, OwnerDomain),
        })
        {
            if (value is not null)
            {
                yield return $"{key} '{value}'";
            }
        }

        foreach (var tag in Tags)
        {
            yield return $"{SharingKeys.Tag} '{tag}'";
        }

        foreach (var property in Properties)
        {
            yield return $"{SharingKeys.Property} '{property.Key}={property.Value}'";
        }
    }
}

/// <summary>A project of an entry, or every enabled project of a domain.</summary>
/// <param name="Id">The ID; null if only the name is specified.</param>
/// <param name="Name">The name. Together with an ID, it must be the name of that project.</param>
/// <param name="Domain">The domain by ID or name; without an ID and a name, all enabled projects of the domain are specified.</param>
/// <param name="Status">One of <see cref="MemberStatus"/>; null to keep what the project has set.</param>
/// <param name="Until">The time at which sharing ends; null for no end.</param>
/// <param name="Line">The line of the project.</param>
internal sealed record ListedProject(string? Id, string? Name, string? Domain, string? Status, DateTimeOffset? Until, int Line)
{
    /// <summary>True if the entry specifies every enabled project of the domain.</summary>
    public bool IsWholeDomain => Id is null && Name is null;

    /// <summary>Identifies the specified projects, independent of the status and the end date.</summary>
    public string Key => $"{Id}\n{Name}\n{Domain}";

    /// <summary>Returns the text for messages.</summary>
    public override string ToString() => IsWholeDomain ? $"domain '{Domain}'" : $"project '{Name ?? Id}'";
}
