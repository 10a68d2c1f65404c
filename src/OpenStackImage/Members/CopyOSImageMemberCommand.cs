using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Shares an image with the projects with which another is shared, and takes over their answers where the session may: a new version for an old.</summary>
[Cmdlet(VerbsCommon.Copy, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class CopyOSImageMemberCommand : ThrottledCommand
{
    private readonly AsyncCache<IReadOnlyList<ImageMember>> _members = new();
    private ProjectResolver? _projects;

    /// <summary>The image whose members to copy: an ID, a name or an image.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference From { get; set; } = null!;

    /// <summary>The images that get them: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Image", "ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] To { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _projects ??= new ProjectResolver(CurrentSession, null, check: false);
        foreach (var reference in To)
        {
            Start(reference.Text, async writer =>
            {
                var work = new MemberWork(CurrentSession, _projects, writer);
                var copy = new CopyMembers(work, writer);
                var members = await _members.GetOrAddAsync(From.Text, () => copy.ReadAsync(From), writer.CancellationToken).ConfigureAwait(false);
                await work.WithImageAsync(reference, image => copy.MakeAsync(members, image)).ConfigureAwait(false);
            });
        }
    }
}
