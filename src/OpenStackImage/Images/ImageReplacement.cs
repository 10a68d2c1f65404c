using OpenStackImage.Http;
using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>A new image in an old one's place: it inherits what the old one is and with whom it is shared, and the old one is hidden.</summary>
internal sealed class ImageReplacement
{
    /// <summary>What describes the old image's data or its past, and not what it is for.</summary>
    private static readonly string[] NotInherited =
    [
        "os_glance_", "os_hash_", "direct_url", "locations", "image_type", "instance_uuid", "base_image_ref", "boot_roles", "image_location", "image_state",
        "owner_id", "owner_project_name", "owner_user_name", "user_id", "block_device_mapping", "bdm_v2", "root_device_name", "img_signature", "cinder_encryption_key",
    ];

    private readonly OpenStackSession _session;
    private readonly PipelineWriter _writer;
    private readonly Image _old;
    private readonly IReadOnlyList<ImageMember> _members;
    private readonly MemberClient _memberClient;

    private ImageReplacement(OpenStackSession session, Image old, IReadOnlyList<ImageMember> members, MemberClient memberClient, PipelineWriter writer)
    {
        (_session, _old, _members, _memberClient, _writer) = (session, old, members, memberClient, writer);
    }

    private string OldName => new ResourceName(_old.Id, _old.Name).ToString();

    /// <summary>Looks at the old image and its members.</summary>
    public static async Task<ImageReplacement> ReadAsync(OpenStackSession session, ImageReference reference, PipelineWriter writer)
    {
        var old = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        var memberClient = new MemberClient(session, writer);
        var members = old.Visibility == ImageVisibility.Shared ? await memberClient.ListAsync(new ResourceName(old.Id, null), writer.CancellationToken).ConfigureAwait(false) : [];
        return new ImageReplacement(session, old, members, memberClient, writer);
    }

    /// <summary>What is not said otherwise is as it was.</summary>
    public ImageSettings Inherit(ImageSettings settings)
    {
        var properties = _old.Properties
            .Where(property => !NotInherited.Any(prefix => property.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        foreach (var property in settings.Properties)
        {
            properties[property.Key] = property.Value;
        }

        return settings with
        {
            Name = settings.Name ?? _old.Name,
            Visibility = settings.Visibility ?? _old.Visibility,
            OwnerId = settings.OwnerId ?? (_old.OwnerId == _session.ProjectId ? null : _old.OwnerId),
            ContainerFormat = settings.ContainerFormat ?? _old.ContainerFormat,
            MinDisk = settings.MinDisk ?? _old.MinDisk,
            MinRam = settings.MinRam ?? _old.MinRam,
            IsProtected = settings.IsProtected ?? _old.IsProtected,
            Tags = settings.Tags ?? _old.Tags,
            Properties = properties,
        };
    }

    /// <summary>What comes after the new image is there, as sentences.</summary>
    public IEnumerable<string> Steps()
        => _members
            .Select(member => $"share it with project {member.MemberId}, whose answer was '{member.Status}'")
            .Append($"hide image {OldName}, whose place it takes");

    /// <summary>Shares the new image as the old one is, and hides that. While somebody is missing the old one stays in sight.</summary>
    public async Task CompleteAsync(Image image)
    {
        var shared = 0;
        var copy = new CopyMembers(_session, _memberClient, new MemberNames(_session, _writer), _writer)
        {
            IsConfirmed = true,
            Report = change =>
            {
                shared += change.Action is MemberActions.Added or MemberActions.Kept ? 1 : 0;
                _writer.WriteVerbose($"{change.Action}: project {change.MemberId} ({change.Status}).");
                return Task.CompletedTask;
            },
        };
        if (_members.Count > 0)
        {
            await copy.CopyAsync(_members, new ResourceName(image.Id, image.Name)).ConfigureAwait(false);
        }

        if (shared < _members.Count)
        {
            _writer.WriteWarning($"Image {OldName} stays in sight, because {_members.Count - shared} of the {_members.Count} projects that have it did not get image {image.Id}. Copy-OSImageMember and Set-OSImage -Hidden $true do the rest.");
            return;
        }

        var changes = ImageChange.Make(_old, new ImageSettings { IsHidden = true });
        if (changes.Count > 0)
        {
            await new ImageClient(_session, _writer).UpdateAsync(_old.Id, changes, _writer.CancellationToken).ConfigureAwait(false);
        }
    }
}
