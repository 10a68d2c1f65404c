using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The replacement of an image by a new one, which inherits its settings and its members; at the end the old image is hidden.
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
    private readonly IReadOnlyList<ImageMember> _members;
    private readonly MemberClient _memberClient;

    private ImageReplacement(
        OpenStackSession session, Image old, IReadOnlyList<ImageMember> members, MemberClient memberClient, PipelineWriter writer)
    {
        (_session, Old, _members, _memberClient, _writer) = (session, old, members, memberClient, writer);
    }

    /// <summary>The image that is replaced.</summary>
    public Image Old { get; }

    /// <summary>The old image in messages.</summary>
    public ResourceName OldName => new(Old.Id, Old.Name);

    /// <summary>Reads the old image and its members.</summary>
    public static async Task<ImageReplacement> ReadAsync(OpenStackSession session, ImageReference reference, PipelineWriter writer)
    {
        var old = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        var memberClient = new MemberClient(session, writer);
        var members = old.Visibility == ImageVisibility.Shared
            ? await memberClient.ListAsync(new ResourceName(old.Id, null), writer.CancellationToken).ConfigureAwait(false)
            : [];
        return new ImageReplacement(session, old, members, memberClient, writer);
    }

    /// <summary>Returns the settings of the new image: the specified ones, and those of the old image for the others.</summary>
    public ImageSettings Inherit(ImageSettings settings)
    {
        var properties = Old.Properties
            .Where(property => !NotInherited.Any(prefix => property.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        foreach (var property in settings.Properties)
        {
            properties[property.Key] = property.Value;
        }

        return settings with
        {
            Name = settings.Name ?? Old.Name,
            Visibility = settings.Visibility ?? Old.Visibility,
            OwnerId = settings.OwnerId ?? (Old.OwnerId == _session.ProjectId ? null : Old.OwnerId),
            ContainerFormat = settings.ContainerFormat ?? Old.ContainerFormat,
            MinDisk = settings.MinDisk ?? Old.MinDisk,
            MinRam = settings.MinRam ?? Old.MinRam,
            IsProtected = settings.IsProtected ?? Old.IsProtected,
            Tags = settings.Tags ?? Old.Tags,
            Properties = properties,
        };
    }

    /// <summary>True if the old image already is what the new one is to be, so that a repeated command changes nothing.</summary>
    /// <param name="settings">The settings of the new image.</param>
    /// <param name="data">The data of the new image.</param>
    public async Task<bool> IsUpToDateAsync(ImageSettings settings, UploadData data)
        => Old.Status == ImageStatus.Active
            && data.Length is { } length && Old.Size == length
            && ImageChange.Make(Old, settings).Count == 0
            && DataHash.Of(Old) is { } stored
            && await data.FindHashAsync(stored.Algorithm, _writer.CancellationToken).ConfigureAwait(false) == stored.Value;

    /// <summary>Returns what follows after the new image is created, for the confirmation.</summary>
    public IEnumerable<string> Steps() => _members
        .Select(member => $"share it with project {member.MemberId}, whose status is '{member.Status}'"
            + (IsLost(member) ? " and becomes 'pending', because only that project or an admin can set it" : ""))
        .Append($"hide image {OldName}, which it replaces");

    /// <summary>Shares the new image like the old one, and hides the old one unless a member is missing. A failure is one error.</summary>
    public async Task CompleteAsync(Image image)
    {
        try
        {
            var copied = await CopyMembersAsync(new ResourceName(image.Id, image.Name)).ConfigureAwait(false);
            var missing = _members.Where(member => !copied.ContainsKey(member.MemberId)).Select(member => member.MemberId).ToArray();
            if (missing.Length > 0)
            {
                _writer.WriteWarning(
                    $"Image {OldName} is not hidden, because {missing.Length} of its {_members.Count} members do not have image "
                        + $"{image.Id}: {string.Join(", ", missing)}. Use Copy-OSImageMember, and then Set-OSImage -Hidden $true.");
                return;
            }

            var lost = _members.Where(member => copied[member.MemberId] != member.Status)
                .Select(member => $"{member.MemberId} ({member.Status})").ToArray();
            if (lost.Length > 0)
            {
                _writer.WriteWarning(
                    "The member status of these projects could not be copied, because only they or an admin can set it; "
                        + $"they are pending members of image {image.Id}: {string.Join(", ", lost)}.");
            }

            await new ImageClient(_session, _writer).UpdateAsync(
                Old.Id, old => Task.FromResult<IReadOnlyList<ImageChange>?>(
                    ImageChange.Make(old, new ImageSettings { IsHidden = true })), _writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            _writer.WriteError(ErrorRecords.From(failure, Old));
            _writer.WriteWarning(
                $"Image {image.Id} was created, but image {OldName} was not hidden. Use Set-OSImage {Old.Id} -Hidden $true.");
        }
    }

    private bool IsLost(ImageMember member)
        => member.Status != MemberStatus.Pending && !_session.IsAdmin && member.MemberId != _session.ProjectId;

    /// <summary>Returns the projects that have the new image, with their status.</summary>
    private async Task<IReadOnlyDictionary<string, string>> CopyMembersAsync(ResourceName image)
    {
        var copied = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_members.Count == 0)
        {
            return copied;
        }

        var copy = new CopyMembers(_session, _memberClient, new MemberNames(_session, _writer), _writer)
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
        await copy.CopyAsync(_members, image).ConfigureAwait(false);
        return copied;
    }
}
