using OpenStackImage.Errors;

namespace OpenStackImage.Projects;

/// <content>The errors of names that are not unique.</content>
internal sealed partial class ProjectClient
{
    private OpenStackException NotUnique(string name, string? domain, bool mayList, IReadOnlyList<Project> projects)
    {
        var inDomain = domain is null ? "" : $" in domain '{domain}'";
        return projects.Count switch
        {
            0 when mayList => new NameNotFoundException(
                ErrorIds.ProjectNotFound, $"There is no project named '{name}'{inDomain}. Names are case-sensitive.", ListProjectsAction),
            0 => new NameNotFoundException(
                ErrorIds.ProjectNotResolved,
                $"The project name '{name}'{inDomain} cannot be looked up: {session.ScopeDescription} is not permitted to list projects, "
                    + "and its user has no role on a project of that name.",
                "Specify the project's ID (32 hexadecimal digits); the users of that project see it with Get-OSProject."),
            _ => new AmbiguousNameException(
                ErrorIds.AmbiguousProjectName,
                $"{projects.Count} projects are named '{name}'.",
                "Use -ProjectDomain, or the ID of one of them",
                projects.Select(project => $"{project.Id} (domain {project.DomainId})")),
        };
    }
}
