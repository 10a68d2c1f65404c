using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Shares images with projects. Each image is shared with each project.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember), typeof(ImageMemberChange))]
public sealed class AddOSImageMemberCommand : ImageProjectCommand
{
    /// <summary>
    /// Indicates that the cmdlet writes the existing member if a project is already a member. By default, this is an error (MemberExists).
    /// </summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>
    /// Indicates that the cmdlet first changes the visibility of private images to shared. If such an image had members before it was made
    /// private, they become members again with their previous member status.
    /// </summary>
    [Parameter]
    public SwitchParameter SetShared { get; set; }

    /// <summary>Indicates that the cmdlet also accepts the image for the project. Requires an admin session, or -MemberSession.</summary>
    [Parameter]
    public SwitchParameter Accept { get; set; }

    /// <summary>
    /// Specifies a session of the project that the image is shared with. The cmdlet also accepts the image, and uses this session to do so.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public OpenStackSession? MemberSession { get; set; }

    private protected override bool RequiresExistingProjects => true;

    private protected override bool EndsWorkAfterStop => SetShared;

    private ImageClient Images => new(CurrentSession, Observer);

    private MemberClient? AcceptingMembers
        => (MemberSession ?? (Accept ? CurrentSession : null)) is { } accepting ? new MemberClient(accepting, Observer) : null;

    private protected override async Task ProcessProjectAsync(ResourceName image, string text, PipelineWriter writer)
    {
        var project = await Clients.ResolveProjectAsync(image, text, writer.CancellationToken).ConfigureAwait(false);
        var planned = ImageMemberChange.Of(
            image, project, MemberActions.Add, AcceptingMembers is null ? MemberStatus.Pending : MemberStatus.Accepted);
        if (!await writer.ConfirmAsync($"Share image {image} with project {project}", planned, Clients.Names).ConfigureAwait(false))
        {
            return;
        }

        var member = await AddOrSetSharedAsync(image, project, writer).ConfigureAwait(false);
        if (member is null)
        {
            return;
        }

        if (AcceptingMembers is { } accepting && member.Status != MemberStatus.Accepted)
        {
            member = await AcceptAsync(accepting, member, writer).ConfigureAwait(false);
        }

        await writer.WriteAsync(member.WithNames(image.Name, project.Name, null)).ConfigureAwait(false);
    }

    /// <summary>Adds the member; with -SetShared, first makes a private image shared. Returns null if this was not confirmed.</summary>
    private async Task<ImageMember?> AddOrSetSharedAsync(ResourceName image, ResourceName project, PipelineWriter writer)
    {
        try
        {
            return await AddAsync(image, project, writer).ConfigureAwait(false);
        }
        catch (AccessDeniedException denied) when (SetShared && denied.ErrorId == ErrorIds.ImageNotShared)
        {
            var current = await Images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
            if (current.Visibility is not (ImageVisibility.Private or ImageVisibility.Shared))
            {
                // Changing a public or community image to shared would hide it from all other projects.
                throw;
            }

            // Another operation may have made the image shared since the refusal.
            if (current.Visibility == ImageVisibility.Shared)
            {
                return await AddAsync(image, project, writer).ConfigureAwait(false);
            }
        }

        var isConfirmed = await writer.ConfirmAsync($"Change the visibility of image {image} from private to shared")
            .ConfigureAwait(false);
        return isConfirmed ? await ShareAndAddAsync(image, project, writer).ConfigureAwait(false) : null;
    }

    private async Task<ImageMember> AddAsync(ResourceName image, ResourceName project, PipelineWriter writer)
    {
        if (!SkipExisting)
        {
            return await Clients.Members.AddAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        }

        var (member, _) = await Clients.Members.AddIfMissingAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
        return member;
    }

    private async Task<ImageMember> ShareAndAddAsync(ResourceName image, ResourceName project, PipelineWriter writer)
    {
        try
        {
            await Images.SetVisibilityAsync(image.Id, ImageVisibility.Shared, writer.CancellationToken).ConfigureAwait(false);

            // Glance keeps the members of an image that is made private, and lists them only while it is shared.
            await new PriorMembers(Clients.Members, writer).WarnAsync(image).ConfigureAwait(false);
            return await AddAsync(image, project, writer).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Warn(
                writer,
                $"Stopped while image {image} was made shared and project {project} was added. The image may be shared, and members from "
                    + $"before may be members again. Check them with Get-OSImage {image.Id} and Get-OSImageMember {image.Id}.");
            throw;
        }
    }

    private static async Task<ImageMember> AcceptAsync(MemberClient members, ImageMember member, PipelineWriter writer)
    {
        try
        {
            return await members.SetStatusAsync(member.ImageId, member.MemberId, MemberStatus.Accepted, writer.CancellationToken)
                .ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            // If the image cannot be accepted, it remains shared: the member is written, and also the error of the failure.
            writer.WriteError(ErrorRecords.From(failure, member));
            return member;
        }
    }
}
