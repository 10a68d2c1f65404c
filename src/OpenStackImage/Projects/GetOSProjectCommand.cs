using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Projects;

/// <summary>Gets Keystone projects by ID or name, or all projects that are visible to the user.</summary>
[Cmdlet(VerbsCommon.Get, "OSProject")]
[OutputType(typeof(Project))]
public sealed class GetOSProjectCommand : ThrottledCommand
{
    /// <summary>
    /// Specifies one or more projects by ID or name. Names may contain wildcards. Default: all projects that the user can see.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId", "MemberId", "Id", "Name")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("MemberId", "ProjectId", "Id")]
    public string[]? Project { get; set; }

    /// <summary>Specifies the domain of the projects, by ID or name. Default: any domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [Cell]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? ProjectDomain { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var domain = ProjectDomain;
        foreach (var text in Project ?? ["*"])
        {
            Start(text, async writer =>
            {
                var projects = new ProjectClient(writer.Session, writer);
                if (NamePattern.IsPlain(text, out var name))
                {
                    var found = await projects.FindAsync(name, domain, writer.CancellationToken).ConfigureAwait(false);
                    await writer.WriteAsync(found).ConfigureAwait(false);
                    return;
                }

                var pattern = NamePattern.Of(text);
                var seen = projects.ReadAsync(
                    domain,
                    () => writer.WriteWarning(
                        "This user is not permitted to list all projects. The output contains the projects on which the user has a role."),
                    writer.CancellationToken);
                await foreach (var project in seen.ConfigureAwait(false))
                {
                    if (pattern.IsMatch(project.Name))
                    {
                        await writer.WriteAsync(project).ConfigureAwait(false);
                    }
                }
            });
        }
    }
}
