using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Pipeline;
using OpenStackImage.Sharing;

namespace OpenStackImage.Commands;

/// <summary>Shares an image with the projects with which another is shared, and takes over their answers where the session may: a new version for an old.</summary>
[Cmdlet(VerbsCommon.Copy, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class CopyOSImageMemberCommand : SessionCommand
{
    private readonly OnceCache<IReadOnlyList<ImageMember>> _members = new();
    private ProjectTexts _projects = null!;

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

    /// <summary>How many requests may be under way at once. Writes to one image are always sent one after another.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectTexts(Connected, null, check: false);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in To)
        {
            Start(reference.Text, async (output, cancellationToken) =>
            {
                var work = new MemberWork(Connected, _projects, output, cancellationToken);
                var members = await _members.GetOrAddAsync(From.Text, () => ReadAsync(work, cancellationToken)).ConfigureAwait(false);
                await work.WithImageAsync(reference, image => CopyAsync(members, image, work.Members, output, cancellationToken)).ConfigureAwait(false);
            });
        }
    }

    private async Task<IReadOnlyList<ImageMember>> ReadAsync(MemberWork work, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageMember> members = [];
        await work.WithImageAsync(From, async image => members = await work.Members.ListAsync(image.Id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return members;
    }

    private static async Task CopyAsync(
        IReadOnlyList<ImageMember> members, LocatedImage image, MemberClient client, Output output, CancellationToken cancellationToken)
    {
        var present = (await client.ListAsync(image.Id, cancellationToken).ConfigureAwait(false))
            .GroupBy(member => member.MemberId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        foreach (var member in members)
        {
            await output.TryAsync(MemberWork.Target(image, member.MemberId), async () =>
            {
                if (!present.TryGetValue(member.MemberId, out var copy))
                {
                    if (!await output.ConfirmAsync($"Share image {image} with project {member.MemberId}, whose answer was '{member.Status}'").ConfigureAwait(false))
                    {
                        return;
                    }

                    copy = await client.AddAsync(image.Id, member.MemberId, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(copy, ImageMemberAction.Added, output).ConfigureAwait(false);
                }
                else
                {
                    await WriteAsync(copy, ImageMemberAction.AlreadyMember, output).ConfigureAwait(false);
                }

                await CopyStatusAsync(member, copy, client, output, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private static async Task CopyStatusAsync(ImageMember member, ImageMember copy, MemberClient client, Output output, CancellationToken cancellationToken)
    {
        if (copy.Status == member.Status || !await output.ConfirmAsync($"Set the answer of project {copy.MemberId} to image {copy.ImageId} to '{member.Status}'").ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var set = await client.SetStatusAsync(copy.ImageId, copy.MemberId, member.Status, cancellationToken).ConfigureAwait(false);
            await WriteAsync(set, ImageMemberAction.StatusSet, output).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            output.WriteVerbose($"Project {copy.MemberId} must answer for itself: only it or an admin may set the status to '{member.Status}'.");
        }
    }

    private static Task WriteAsync(ImageMember member, ImageMemberAction action, Output output)
        => output.WriteAsync(new ImageMemberChange { ImageId = member.ImageId, MemberId = member.MemberId, Action = action, Status = member.Status });
}
