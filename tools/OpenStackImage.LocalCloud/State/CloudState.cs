using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;
using OpenStackImage.LocalCloud.Tasks;

namespace OpenStackImage.LocalCloud;

/// <summary>The state of the cloud, which can be read and changed without HTTP from any thread.</summary>
public sealed class CloudState
{
    private readonly TimeProvider _clock;

    internal CloudState(CloudOptions options)
    {
        _clock = options.Clock;
        Identity = new(_clock);
        Tasks = new(ImageStore, options);
        Uploads = new(ImageStore, options);
        StartData.Fill(Identity);
    }

    internal IdentityState Identity { get; }

    internal ImageStore ImageStore { get; } = new();

    internal TaskBoard Tasks { get; }

    internal PendingUploads Uploads { get; }

    /// <summary>All domains.</summary>
    public IReadOnlyList<DomainRecord> Domains => Identity.Domains.All;

    /// <summary>All projects.</summary>
    public IReadOnlyList<ProjectRecord> Projects => Identity.Projects.All;

    /// <summary>All users.</summary>
    public IReadOnlyList<UserRecord> Users => Identity.Users.All;

    /// <summary>All roles.</summary>
    public IReadOnlyList<RoleRecord> Roles => Identity.Roles.All;

    /// <summary>All role assignments.</summary>
    public IReadOnlyList<RoleAssignment> Assignments => Identity.Assignments;

    /// <summary>All images, the newest first.</summary>
    public IReadOnlyList<ImageRecord> Images => ImageStore.Newest;

    /// <summary>The number of images.</summary>
    public int ImageCount => ImageStore.Count;

    /// <summary>The domain of that name or id.</summary>
    public DomainRecord Domain(string name)
        => Identity.Domains.Named("", name) ?? Identity.Domains.Find(name) ?? throw Unknown("domain", name);

    /// <summary>The project of that name (in the domain, default: Default) or id.</summary>
    public ProjectRecord Project(string name, string domainId = StartData.DefaultDomainId)
        => Identity.Projects.Named(domainId, name) ?? Identity.Projects.Find(name) ?? throw Unknown("project", name);

    /// <summary>The user of that name (in the domain, default: Default) or id.</summary>
    public UserRecord User(string name, string domainId = StartData.DefaultDomainId)
        => Identity.Users.Named(domainId, name) ?? Identity.Users.Find(name) ?? throw Unknown("user", name);

    /// <summary>The role of that name.</summary>
    public RoleRecord Role(string name) => Identity.Roles.Named("", name) ?? throw Unknown("role", name);

    /// <summary>The current image with the ID, or null.</summary>
    public ImageRecord? Image(string id) => ImageStore.Find(id);

    /// <summary>The members of an image, in the order in which they were added.</summary>
    public IReadOnlyList<MemberRecord> Members(string imageId)
    {
        lock (ImageStore.Gate)
        {
            return [.. ImageStore.Find(imageId)?.Members ?? []];
        }
    }

    /// <summary>Adds a domain.</summary>
    public DomainRecord AddDomain(string name)
    {
        DomainRecord domain = new() { Id = IdentityState.NewId(), Name = name };
        return Identity.Domains.Add(domain) ? domain : throw Taken("domain", name);
    }

    /// <summary>Adds a project.</summary>
    /// <param name="name">Its name, unique in the domain.</param>
    /// <param name="domainId">Its domain.</param>
    /// <param name="id">Its ID, for clouds whose IDs are account numbers, for example. Default: 32 hexadecimal digits.</param>
    public ProjectRecord AddProject(string name, string domainId = StartData.DefaultDomainId, string? id = null)
    {
        ProjectRecord project = new() { Id = id ?? IdentityState.NewId(), Name = name, DomainId = domainId, ParentId = domainId };
        return Identity.Projects.Add(project) ? project : throw Taken("project", name);
    }

    /// <summary>Deletes a project. Glance keeps its memberships.</summary>
    public void RemoveProject(string id) => Identity.RemoveProject(id);

    /// <summary>Renames a project.</summary>
    public void RenameProject(string id, string name)
    {
        if (!Identity.Projects.Replace(Project(id) with { Name = name }))
        {
            throw Taken("project", name);
        }
    }

    /// <summary>
    /// Adds a user. If a project is specified, it is the default project, and the user has the specified role on it (by default, member).
    /// </summary>
    public UserRecord AddUser(
        string name, string password, string? projectId = null, string role = RoleName.Member, string domainId = StartData.DefaultDomainId)
    {
        UserRecord user = new()
        {
            Id = IdentityState.NewId(),
            Name = name,
            DomainId = domainId,
            Password = password,
            DefaultProjectId = projectId,
        };
        if (!Identity.Users.Add(user))
        {
            throw Taken("user", name);
        }

        if (projectId is not null)
        {
            Assign(user.Id, projectId, role);
        }

        return user;
    }

    /// <summary>Assigns a role to a user on a project.</summary>
    public void Assign(string userId, string projectId, string role)
        => Identity.Assign(new(Role(role).Id, userId, AssignmentScope.Project, projectId));

    /// <summary>Makes Keystone accept a token of an identity provider for a user, as a mapping does in a real cloud.</summary>
    public void TrustProvider(string provider, string protocol, string accessToken, string userId)
        => Identity.FederatedTokens[accessToken] = new(provider, protocol, userId);

    /// <summary>
    /// Adds an image with the status queued. <paramref name="configure"/> is called before the image becomes visible.
    /// </summary>
    public ImageRecord AddImage(
        string ownerProjectId, string? name, string visibility = ImageVisibility.Shared, Action<ImageRecord>? configure = null)
    {
        var now = _clock.GetUtcNow();
        ImageRecord image = new() { Name = name, Owner = ownerProjectId, Visibility = visibility, CreatedAt = now, UpdatedAt = now };
        configure?.Invoke(image);
        return ImageStore.Add(image) ? image : throw Taken("image", image.Id);
    }

    /// <summary>Changes an image without Glance's rules. The image keeps its ID.</summary>
    public ImageRecord UpdateImage(string id, Action<ImageRecord> change) => ImageStore.Change(id, change) ?? throw Unknown("image", id);

    /// <summary>Removes an image with its members. Returns false if it does not exist.</summary>
    public bool RemoveImage(string id) => ImageStore.Remove(id) is not null;

    /// <summary>
    /// Shares an image with a project, or sets the status of a project it is shared with. No quota and no policy applies.
    /// </summary>
    public MemberRecord AddMember(string imageId, string projectId, string status = MemberStatus.Pending)
    {
        lock (ImageStore.Gate)
        {
            var image = ImageStore.Find(imageId) ?? throw Unknown("image", imageId);
            var now = _clock.GetUtcNow();
            var index = image.Members.FindIndex(member => member.MemberId == projectId);
            return index < 0
                ? image.AddMember(projectId, status, now)
                : image.Members[index] = image.Members[index] with { Status = status, UpdatedAt = now };
        }
    }

    /// <summary>Removes a member. Returns false if it does not exist.</summary>
    public bool RemoveMember(string imageId, string projectId)
    {
        lock (ImageStore.Gate)
        {
            var image = ImageStore.Find(imageId);
            if (image?.Member(projectId) is not { } member)
            {
                return false;
            }

            image.RemoveMember(member);
            return true;
        }
    }

    private static KeyNotFoundException Unknown(string what, string name) => new($"There is no {what} '{name}' in the local cloud.");

    private static InvalidOperationException Taken(string what, string name)
        => new($"There is a {what} '{name}' in the local cloud already.");
}
