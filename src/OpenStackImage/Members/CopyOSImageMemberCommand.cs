using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>
/// Shares images with the projects that another image is shared with, for example with those of its previous version. The cmdlet also
/// copies the member status if the session has permission to set it.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class CopyOSImageMemberCommand : ThrottledCommand
{
    private readonly ConcurrentDictionary<OpenStackSession, AsyncCache<IReadOnlyList<ImageMember>>> _members = new();
    private readonly ConcurrentDictionary<OpenStackSession, MemberClients> _clients = new();

    /// <summary>Specifies the image whose members are copied: by ID, by name, or as an image object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference From { get; set; } = null!;

    /// <summary>Specifies the images that get the members: by ID, by name, or as image objects.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Image", "ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference[] To { get; set; } = [];

    private MemberClients Clients
        => _clients.GetOrAdd(CurrentSession, session => new MemberClients(session, null, requiresExistingProjects: false, Observer));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var from = From;
        foreach (var reference in To)
        {
            Start(reference.Text, writer => CopyAsync(from, reference, writer), [from, reference]);
        }
    }

    private async Task CopyAsync(ImageReference from, ImageReference reference, PipelineWriter writer)
    {
        var members = _members.GetOrAdd(writer.Session, _ => new AsyncCache<IReadOnlyList<ImageMember>>());
        var source = await members.GetOrAddAsync(from.Text, () => ReadAsync(from, writer.CancellationToken), writer.CancellationToken)
            .ConfigureAwait(false);
        await Clients.Images.ResolveAsync(
            reference,
            image => new CopyMembers(CurrentSession, Clients.Members, Clients.Names, writer)
            {
                OwnerOf = () => FindOwnerAsync(reference, image, writer.CancellationToken),
            }.CopyAsync(source, image),
            writer.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only admins share images of other projects.</summary>
    private async Task<string?> FindOwnerAsync(ImageReference reference, ResourceName image, CancellationToken cancellationToken)
    {
        if (!CurrentSession.IsAdmin || reference.Image is not null)
        {
            return reference.Image?.OwnerId ?? CurrentSession.ProjectId;
        }

        var read = await new ImageClient(CurrentSession, Observer).FindAsync(image.Id, cancellationToken).ConfigureAwait(false);
        return read?.OwnerId;
    }

    private Task<IReadOnlyList<ImageMember>> ReadAsync(ImageReference from, CancellationToken cancellationToken)
        => Clients.Images.ResolveAsync(from, image => Clients.Members.ListAsync(image, cancellationToken), cancellationToken);
}
