using System.Management.Automation;
using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Pipeline;
using OpenStackImage.Projects;

namespace OpenStackImage.Commands;

/// <summary>Gets the members of images: the projects with which each is shared, and what they make of it.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMember")]
[OutputType(typeof(ImageMember))]
public sealed class GetOSImageMemberCommand : SessionCommand
{
    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Only these projects, by ID or name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    public string[]? Project { get; set; }

    /// <summary>Only members of these statuses.</summary>
    [Parameter]
    [ValidateSet(MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected)]
    public string[]? Status { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The next record's values replace these while this one's work still runs.
        var (projects, statuses) = (Project, Status);
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) => WriteMembersAsync(reference, projects, statuses, output, cancellationToken));
        }
    }

    private async Task WriteMembersAsync(
        ImageReference reference, string[]? projects, string[]? statuses, Output output, CancellationToken cancellationToken)
    {
        var projectIds = await ResolveAsync(projects, output, cancellationToken).ConfigureAwait(false);
        var members = new MemberClient(Connected, output);
        var found = reference.Image is { } image
            ? await members.ListAsync(image.Id, cancellationToken).ConfigureAwait(false)
            : await new ImageFinder(Connected, output)
                .UseAsync(reference.Text, id => members.ListAsync(id, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        foreach (var member in found)
        {
            if ((projectIds is null || projectIds.Contains(member.MemberId))
                && (statuses is null || statuses.Contains(member.Status, StringComparer.OrdinalIgnoreCase)))
            {
                await output.WriteAsync(member).ConfigureAwait(false);
            }
        }
    }

    private async Task<HashSet<string>?> ResolveAsync(string[]? projects, Output output, CancellationToken cancellationToken)
    {
        if (projects is null)
        {
            return null;
        }

        var client = new ProjectClient(Connected, output);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            ids.Add(await client.ResolveAsync(project, cancellationToken).ConfigureAwait(false));
        }

        return ids;
    }
}
