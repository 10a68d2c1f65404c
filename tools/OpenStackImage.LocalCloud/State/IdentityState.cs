using System.Collections.Concurrent;

namespace OpenStackImage.LocalCloud.State;

/// <summary>The state of Keystone.</summary>
internal sealed class IdentityState(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<RoleAssignment> _assignments = [];
    private readonly OrderedDictionary<string, ApplicationCredentialRecord> _credentials = [];

    public NamedTable<DomainRecord> Domains { get; } = new(domain => domain.Id, domain => ("", domain.Name));

    public NamedTable<ProjectRecord> Projects { get; } = new(project => project.Id, project => (project.DomainId, project.Name));

    public NamedTable<UserRecord> Users { get; } = new(user => user.Id, user => (user.DomainId, user.Name));

    public NamedTable<RoleRecord> Roles { get; } = new(role => role.Id, role => ("", role.Name));

    public TokenStore Tokens { get; } = new(clock);

    /// <summary>The secrets of one-time passcodes, in base 32, by the user's ID.</summary>
    public ConcurrentDictionary<string, string> PasscodeSecrets { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, TrustRecord> Trusts { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, FederatedToken> FederatedTokens { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<RoleAssignment> Assignments
    {
        get
        {
            lock (_gate)
            {
                return [.. _assignments];
            }
        }
    }

    public IReadOnlyList<ApplicationCredentialRecord> Credentials
    {
        get
        {
            lock (_gate)
            {
                return [.. _credentials.Values];
            }
        }
    }

    public static string NewId() => Guid.NewGuid().ToString("N");

    public void Assign(RoleAssignment assignment)
    {
        lock (_gate)
        {
            if (!_assignments.Contains(assignment))
            {
                _assignments.Add(assignment);
            }
        }
    }

    public bool Unassign(RoleAssignment assignment)
    {
        lock (_gate)
        {
            if (!_assignments.Remove(assignment))
            {
                return false;
            }
        }

        Tokens.RevokeWhere(token => token.User.Id == assignment.UserId && Covers(assignment, token));
        return true;
    }

    /// <summary>Returns the roles of a user on a target, including implied roles.</summary>
    public IReadOnlyList<RoleRecord> RolesOn(string userId, AssignmentScope scope, string targetId)
    {
        List<RoleRecord> held = [];
        lock (_gate)
        {
            foreach (var assignment in _assignments)
            {
                if (assignment.UserId == userId && assignment.Scope == scope && assignment.TargetId == targetId)
                {
                    AddWithImplied(Roles.Find(assignment.RoleId), held);
                }
            }
        }

        return held;
    }

    public IReadOnlyList<ProjectRecord> ProjectsOf(string userId)
    => [
        .. Assignments.Where(assignment => assignment.UserId == userId && assignment.Scope == AssignmentScope.Project)
            .Select(assignment => Projects.Find(assignment.TargetId)).OfType<ProjectRecord>().Where(project => project.Enabled).Distinct(),
    ];

    public void RemoveProject(string id)
    {
        Projects.Remove(id);
        lock (_gate)
        {
            _assignments.RemoveAll(assignment => assignment.TargetId == id);
        }

        Tokens.RevokeWhere(token => token.ProjectId == id);
    }

    public void RemoveUser(string id)
    {
        Users.Remove(id);
        lock (_gate)
        {
            _assignments.RemoveAll(assignment => assignment.UserId == id);
        }

        Tokens.RevokeWhere(token => token.User.Id == id);
    }

    public ApplicationCredentialRecord? Credential(string id)
    {
        lock (_gate)
        {
            return _credentials.GetValueOrDefault(id);
        }
    }

    /// <summary>Returns false if the user already has an application credential of that name.</summary>
    public bool AddCredential(ApplicationCredentialRecord credential)
    {
        lock (_gate)
        {
            if (_credentials.Values.Any(other => other.UserId == credential.UserId && other.Name == credential.Name))
            {
                return false;
            }

            _credentials.Add(credential.Id, credential);
            return true;
        }
    }

    public void RemoveCredential(string id)
    {
        lock (_gate)
        {
            _credentials.Remove(id);
        }

        Tokens.RevokeWhere(token => token.ApplicationCredential?.Id == id);
    }

    private void AddWithImplied(RoleRecord? role, List<RoleRecord> held)
    {
        for (; role is not null && !held.Contains(role); role = role.Implies is null ? null : Roles.Named("", role.Implies))
        {
            held.Add(role);
        }
    }

    private static bool Covers(RoleAssignment assignment, TokenRecord token) => assignment.Scope switch
    {
        AssignmentScope.Project => token.ProjectId == assignment.TargetId,
        AssignmentScope.Domain => token.Domain?.Id == assignment.TargetId,
        _ => token.System,
    };
}
