using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The replacement of an image by a new one, which inherits its settings and its members. The new image is hidden until it is complete;
/// then it becomes visible, and the old one is hidden.
/// </summary>
internal sealed class ImageReplacement
{
    /// <summary>
    /// Prefixes of properties that describe the data or the history of the old image. openstacksdk skips an upload if its hashes match.
    /// </summary>
    private static readonly string[] NotInherited =
    [
        "os_glance_", "os_hash_", "direct_url", "locations", "image_type", "instance_uuid", "base_image_ref", "boot_roles",
        "image_location", "image_state", "owner_id", "owner_project_name", "owner_user_name", "user_id", "block_device_mapping",
        "bdm_v2", "root_device_name", "img_signature", "cinder_encryption_key",
        "owner_specified.openstack.md5", "owner_specified.openstack.sha256", "owner_specified.openstack.object", "owner_specified.shade.",
    ];

    private readonly OpenStackSession _session;
    private readonly PipelineWriter _writer;
    private readonly MemberClient _members;

    private ImageReplacement(OpenStackSession session, IReadOnlyList<Image> old, PipelineWriter writer)
    {
        (_session, AllOld, _writer) = (session, old, writer);
        _members = new MemberClient(session, writer);
    }

    /// <summary>The image that is replaced.</summary>
    public Image Old => AllOld[0];

    /// <summary>The old image in messages.</summary>
    public ResourceName OldName => NameOf(Old);

    /// <summary>
    /// The images that are replaced, the oldest first. There are several of one name if an earlier run could not hide the old image.
    /// </summary>
    public IReadOnlyList<Image> AllOld { get; private init; }

    /// <summary>The members of the old images, each project once.</summary>
    public IReadOnlyList<ImageMember> Members { get; private set; } = [];

    /// <summary>The error if only an image from an earlier run can show which of several old images is meant; null for one image.</summary>
    public AmbiguousNameException? Ambiguity { get; private init; }

    /// <summary>Reads the old image and its members.</summary>
    public static async Task<ImageReplacement> ReadAsync(OpenStackSession session, ImageReference reference, PipelineWriter writer)
    {
        ImageReplacement replacement;
        try
        {
            var old = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
            replacement = new ImageReplacement(session, [old], writer);
        }
        catch (AmbiguousNameException ambiguity)
        {
            var listed = await new ReplacementCandidates(session, writer)
                .ListAsync(reference.Text, owner: null, isHidden: false, writer.CancellationToken).ConfigureAwait(false);
            var mine = listed.Where(image => image.OwnerId == session.ProjectId).ToArray();
            var candidates = mine.Length > 0 ? mine : listed;
            if (candidates.Count == 0 || candidates.Any(image => image.OwnerId != candidates[0].OwnerId))
            {
                throw;
            }

            // A concurrent run may have hidden the other images since.
            replacement = new ImageReplacement(session, candidates, writer) { Ambiguity = candidates.Count > 1 ? ambiguity : null };
        }

        await replacement.ReadMembersAsync().ConfigureAwait(false);
        return replacement;
    }

    /// <summary>Returns the replacement of all old images but one, which an earlier run has created to replace them.</summary>
    public async Task<ImageReplacement> WithoutAsync(Image created)
    {
        var others = AllOld.Where(old => old.Id != created.Id).ToArray();
        if (others.Length == AllOld.Count)
        {
            return this;
        }

        if (others.Length == 0)
        {
            // Nothing is replaced.
            return new ImageReplacement(_session, [], _writer);
        }

        var replacement = new ImageReplacement(_session, others, _writer);
        await replacement.ReadMembersAsync().ConfigureAwait(false);
        return replacement;
    }

    /// <summary>Returns the settings of the new image: the specified ones, and those of an old image for the others.</summary>
    public ImageSettings Inherit(ImageSettings settings, Image? from = null)
    {
        var old = from ?? Old;
        var properties = old.Properties
            .Where(property => !NotInherited.Any(prefix => property.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        foreach (var property in settings.Properties)
        {
            properties[property.Key] = property.Value;
        }

        return settings with
        {
            Name = settings.Name ?? old.Name,
            Visibility = settings.Visibility ?? old.Visibility,
            OwnerId = settings.OwnerId ?? (old.OwnerId == _session.ProjectId ? null : old.OwnerId),
            ContainerFormat = settings.ContainerFormat ?? old.ContainerFormat,
            MinDisk = settings.MinDisk ?? old.MinDisk,
            MinRam = settings.MinRam ?? old.MinRam,
            IsProtected = settings.IsProtected ?? old.IsProtected,
            Tags = settings.Tags ?? old.Tags,
            Properties = properties,
        };
    }

    /// <summary>Returns what follows after the new image is created, for the confirmation.</summary>
    public IEnumerable<string> Steps() => Members
        .Select(member => $"share it with project {member.MemberId}, whose status is '{member.Status}'"
            + (IsLost(member) ? " and becomes 'pending', because only that project or an admin can set it" : ""))
        .Concat(AllOld.Where(old => !old.IsHidden || AllOld.Count == 1).Select(old => $"hide image {NameOf(old)}, which it replaces"));

    /// <summary>Shares the new image like the old one.</summary>
    /// <returns>False if a member is missing, so that the old image must stay in use.</returns>
    public async Task<bool> CopyMembersAsync(Image image)
    {
        if (Members.Count == 0)
        {
            return true;
        }

        var copied = new Dictionary<string, string>(StringComparer.Ordinal);
        var copy = new CopyMembers(_session, _members, new MemberNames(_session, _writer), _writer)
        {
            IsConfirmed = true,
            Report = change =>
            {
                if (change.Action is MemberActions.Added or MemberActions.Kept or MemberActions.StatusSet)
                {
                    copied[change.MemberId] = change.Status ?? "";
                }

                _writer.WriteVerbose($"{change.Action}: project {change.MemberId} ({change.Status}).");
                return Task.CompletedTask;
            },
        };
        try
        {
            await copy.CopyAsync(Members, NameOf(image)).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            _writer.WriteError(ErrorRecords.From(failure, Old));
        }

        var missing = Members.Where(member => !copied.ContainsKey(member.MemberId)).Select(member => member.MemberId).ToArray();
        if (missing.Length > 0)
        {
            _writer.WriteWarning(
                $"Image {OldName} is not hidden, and image {image.Id} stays hidden, because {missing.Length} of {Members.Count} members do "
                    + $"not have it: {string.Join(", ", missing)}. Run the command again to complete the replacement.");
        }

        return missing.Length == 0;
    }

    private bool IsLost(ImageMember member)
        => member.Status != MemberStatus.Pending && !_session.IsAdmin && member.MemberId != _session.ProjectId;

    private async Task ReadMembersAsync()
    {
        var members = new Dictionary<string, ImageMember>(StringComparer.Ordinal);
        foreach (var old in AllOld.Where(old => old.Visibility == ImageVisibility.Shared))
        {
            var listed = await _members.ListAsync(new ResourceName(old.Id, null), _writer.CancellationToken).ConfigureAwait(false);
            foreach (var member in listed)
            {
                if (!members.TryGetValue(member.MemberId, out var known) || known.Status == MemberStatus.Pending)
                {
                    members[member.MemberId] = member;
                }
            }
        }

        Members = [.. members.Values];
    }

    private static ResourceName NameOf(Image image) => new(image.Id, image.Name);
}
