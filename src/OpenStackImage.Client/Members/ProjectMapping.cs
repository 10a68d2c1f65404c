using System.Collections.Concurrent;

namespace OpenStackImage.Members;

/// <summary>Projects of another cloud, by the ID or name of the project of this one.</summary>
/// <param name="projects">The ID or name of the project of the other cloud by the ID or name of the project of this one.</param>
internal sealed class ProjectMapping(IReadOnlyDictionary<string, string> projects)
{
    /// <summary>The keys by the project that they specify, because an ID has several spellings.</summary>
    private readonly ILookup<string, string> _keys = projects.Keys.ToLookup(OpenStackId.CanonicalProjectId, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);
    private volatile bool _isUsed;

    public ProjectMapping()
        : this(new Dictionary<string, string>())
    {
    }

    /// <summary>The projects that were not found as members so far; none if no member was looked up.</summary>
    public IReadOnlyList<string> Unused
        => _isUsed ? [.. projects.Keys.Where(key => !_used.ContainsKey(key)).OrderBy(key => key, StringComparer.Ordinal)] : [];

    /// <summary>Returns the project of the other cloud for a member; null if the mapping does not contain the member.</summary>
    public string? Find(ImageMember member)
    {
        _isUsed = true;
        foreach (var text in new[] { OpenStackId.CanonicalProjectId(member.MemberId), member.MemberName })
        {
            if (text is not null && _keys[text].FirstOrDefault() is { } key)
            {
                _used[key] = true;
                return projects[key];
            }
        }

        return null;
    }
}
