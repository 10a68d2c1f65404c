using OpenStackImage.Http;
using OpenStackImage.Members;
using OpenStackImage.Projects;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes -Project with the names of the projects that the session can see; the tool tip shows the ID. For a cmdlet that works with
/// the existing members of an image, it completes only these.
/// </summary>
public sealed class ProjectCompleter : SessionCompleter
{
    private static readonly HashSet<string> CommandsForMembers
        = new(["Remove-OSImageMember", "Set-OSImageMember", "Get-OSImageMember"], StringComparer.OrdinalIgnoreCase);

    private protected override string Key(CompletionContext context) => MemberImage(context)?.Text ?? "";

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var projects = ProjectsAsync(session, cancellationToken);
        var image = MemberImage(context) is { } reference
            ? await ImageOf.FindAsync(session, reference, cancellationToken).ConfigureAwait(false)
            : null;
        if (image is null)
        {
            foreach (var project in await projects.ConfigureAwait(false))
            {
                add(Candidate.Of(project.Name, project.Id));
            }

            return;
        }

        var client = new MemberClient(session, null);
        var members = await client.ListAsync(new ResourceName(image.Id, null), cancellationToken).ConfigureAwait(false);
        var names = (await projects.ConfigureAwait(false)).ToLookup(project => project.Id, project => project.Name);
        foreach (var member in members)
        {
            // A name that several projects have would not identify the member.
            var known = names[member.MemberId].FirstOrDefault();
            var name = known is not null && names.Count(same => same.Contains(known)) == 1 ? known : member.MemberId;
            add(new Candidate(name, name, $"{member.MemberId} {member.Status}") { OtherText = member.MemberId });
        }
    }

    private static ImageReference? MemberImage(CompletionContext context)
        => CommandsForMembers.Contains(context.CommandName) ? context.Image : null;

    private static async Task<IReadOnlyList<Project>> ProjectsAsync(OpenStackSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await new ProjectClient(session, null).ListAsync(null, () => { }, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            return [];
        }
    }
}
