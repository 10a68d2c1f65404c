namespace OpenStackImage.LocalCloud.State;

/// <summary>The initial content of the cloud: that of a new DevStack with two demo projects.</summary>
internal static class StartData
{
    public const string DefaultDomainId = "default";
    public const string AdminPassword = "asdf";
    public const string Password = "secret";

    public static void Fill(IdentityState identity)
    {
        identity.Domains.Add(new() { Id = DefaultDomainId, Name = "Default", Description = "The default domain" });
        // Keystone's admin implies member in the release recorded; manager was added later.
        var admin = Role(identity, RoleName.Admin, RoleName.Member);
        Role(identity, RoleName.Manager, RoleName.Member);
        var member = Role(identity, RoleName.Member, RoleName.Reader);
        Role(identity, RoleName.Reader, null);
        var service = Role(identity, RoleName.Service, null);

        var adminProject = Project(identity, "admin", "Bootstrap project for initializing the cloud.");
        var serviceProject = Project(identity, "service", "");
        var demo = Project(identity, "demo", "");
        var alt = Project(identity, "alt", "");

        var adminUser = User(identity, "admin", AdminPassword, null);
        Assign(identity, admin, adminUser, adminProject);
        identity.Assign(new(admin.Id, adminUser.Id, AssignmentScope.System, "all"));
        var glance = User(identity, "glance", Password, serviceProject);
        Assign(identity, admin, glance, serviceProject);
        Assign(identity, service, glance, serviceProject);
        Assign(identity, member, User(identity, "demo", Password, demo), demo);
        Assign(identity, member, User(identity, "alt", Password, alt), alt);
    }

    private static RoleRecord Role(IdentityState identity, string name, string? implies)
    {
        RoleRecord role = new(IdentityState.NewId(), name, implies);
        identity.Roles.Add(role);
        return role;
    }

    private static ProjectRecord Project(IdentityState identity, string name, string description)
    {
        ProjectRecord project = new()
        {
            Id = IdentityState.NewId(),
            Name = name,
            DomainId = DefaultDomainId,
            ParentId = DefaultDomainId,
            Description = description,
        };
        identity.Projects.Add(project);
        return project;
    }

    private static UserRecord User(IdentityState identity, string name, string password, ProjectRecord? project)
    {
        UserRecord user = new()
        {
            Id = IdentityState.NewId(),
            Name = name,
            DomainId = DefaultDomainId,
            Password = password,
            DefaultProjectId = project?.Id,
        };
        identity.Users.Add(user);
        return user;
    }

    private static void Assign(IdentityState identity, RoleRecord role, UserRecord user, ProjectRecord project)
        => identity.Assign(new(role.Id, user.Id, AssignmentScope.Project, project.Id));
}
