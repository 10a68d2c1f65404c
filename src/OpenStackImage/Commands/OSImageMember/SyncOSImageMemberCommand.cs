using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Pipeline;
using OpenStackImage.Projects;
using OpenStackImage.Sharing;

namespace OpenStackImage.Commands;

/// <summary>Makes the projects with which images are shared exactly the given ones.</summary>
[Cmdlet(VerbsData.Sync, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageMemberCommand : SessionCommand
{
    private ProjectTexts _projects = null!;

    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>The projects that shall be members, by ID or name; all of them.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] Project { get; set; } = [];

    /// <summary>The domain of projects that are given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>Leave members alone that are not among the projects; only add.</summary>
    [Parameter]
    public SwitchParameter KeepExtra { get; set; }

    /// <summary>How many requests may be under way at once. Writes to one image are always sent one after another.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projects = new ProjectTexts(Connected, ProjectDomain, check: true);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var work = new MemberWork(Connected, _projects, output, cancellationToken);
                return work.WithImageAsync(reference, image => SyncAsync(image, work, output, cancellationToken));
            });
        }
    }

    private async Task SyncAsync(LocatedImage image, MemberWork work, Output output, CancellationToken cancellationToken)
    {
        var present = await work.Members.ListAsync(image.Id, cancellationToken).ConfigureAwait(false);
        var wanted = new List<LocatedProject>();
        await work.ForEachProjectAsync(image, Project, project =>
        {
            wanted.Add(project);
            return Task.CompletedTask;
        }).ConfigureAwait(false);

        var plan = MemberPlan.Make(present, wanted.Select(project => project.Id));
        foreach (var member in plan.Kept)
        {
            await WriteAsync(image, member.MemberId, ImageMemberAction.Kept, member.Status, output).ConfigureAwait(false);
        }

        foreach (var project in wanted.Where(project => plan.Missing.Contains(project.Id)).GroupBy(project => project.Id).Select(same => same.First()))
        {
            await output.TryAsync(MemberWork.Target(image, project.Id), async () =>
            {
                if (await output.ConfirmAsync($"Share image {image} with project {project}").ConfigureAwait(false))
                {
                    var member = await work.Members.AddAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(image, project.Id, ImageMemberAction.Added, member.Status, output).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }

        await RemoveExtraAsync(image, plan, allResolved: wanted.Count == Project.Length, work.Members, output, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveExtraAsync(
        LocatedImage image, MemberPlan plan, bool allResolved, MemberClient members, Output output, CancellationToken cancellationToken)
    {
        if (KeepExtra || plan.Extra.Count == 0)
        {
            return;
        }

        if (!allResolved)
        {
            // The project that could not be found may be one of these.
            output.WriteWarning($"No member of image {image} was removed, because not every project of -Project was found. {plan.Extra.Count} would be removed otherwise.");
            return;
        }

        foreach (var extra in plan.Extra)
        {
            await output.TryAsync(extra, async () =>
            {
                if (await output.ConfirmAsync($"Stop sharing image {image} with project {extra.MemberId}").ConfigureAwait(false))
                {
                    await members.RemoveAsync(image.Id, extra.MemberId, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(image, extra.MemberId, ImageMemberAction.Removed, null, output).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(LocatedImage image, string projectId, ImageMemberAction action, string? status, Output output)
        => output.WriteAsync(new ImageMemberChange { ImageId = image.Id, MemberId = projectId, Action = action, Status = status });
}
