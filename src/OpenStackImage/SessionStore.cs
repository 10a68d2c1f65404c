using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// The sessions of one runspace. Each runspace has its own, so that code in ForEach-Object -Parallel or in another window never uses a
/// session that was created elsewhere.
/// </summary>
internal sealed class SessionStore
{
    /// <summary>
    /// ForEach-Object -Parallel reuses runspaces, and renames them for each iteration (PowerShell's PSTasks.cs, GetRunspace).
    /// </summary>
    private const string ParallelIteration = "PSTask:";

    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private readonly List<OpenStackSession> _sessions = [];
    private readonly string _owner;

    private SessionStore(Runspace runspace) => _owner = runspace.Name;

    /// <summary>The sessions of the runspace of this thread; in ForEach-Object -Parallel, of this iteration.</summary>
    public static SessionStore OfThisRunspace
    {
        get
        {
            var runspace = Runspace.DefaultRunspace;
            var store = Stores.GetValue(runspace, owner => new SessionStore(owner));
            if (store._owner == runspace.Name || !runspace.Name.StartsWith(ParallelIteration, StringComparison.Ordinal))
            {
                return store;
            }

            store.SetDefault(null);
            Stores.Remove(runspace);
            return Stores.GetValue(runspace, owner => new SessionStore(owner));
        }
    }

    public OpenStackSession? Default { get; private set; }

    public IReadOnlyList<OpenStackSession> All => [.. _sessions];

    public bool HasSeveral => _sessions.Count > 1;

    /// <summary>Adds a session. It replaces an earlier session with the same name, or with the same cloud, user and project.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isNamed">True if the user named it.</param>
    /// <param name="asDefault">True to make it the default; false to leave the default as it was.</param>
    /// <returns>The replaced session, which can still be used by code that has a reference to it; null if none was replaced.</returns>
    public OpenStackSession? Add(OpenStackSession session, bool isNamed, bool asDefault)
    {
        var replaced = _sessions.LastOrDefault(
            earlier => HasName(earlier, session.Name) && (isNamed || IsSameAccess(earlier, session)));
        if (!asDefault && ReferenceEquals(replaced, Default))
        {
            // The default stays as it was.
            replaced = null;
        }

        if (replaced is not null)
        {
            Remove(replaced);
        }

        _sessions.Add(session);
        if (asDefault)
        {
            SetDefault(session);
        }

        return replaced;
    }

    public void Remove(OpenStackSession session)
    {
        _sessions.Remove(session);
        if (ReferenceEquals(Default, session))
        {
            SetDefault(null);
        }
    }

    /// <summary>Returns the latest session of a name; null if there is none.</summary>
    public OpenStackSession? Find(string name) => _sessions.LastOrDefault(session => HasName(session, name));

    /// <summary>Returns the sessions whose names match a pattern.</summary>
    public IReadOnlyList<OpenStackSession> FindAll(WildcardPattern names)
        => [.. _sessions.Where(session => session.Name is not null && names.IsMatch(session.Name))];

    /// <summary>Returns the error of a cmdlet that needs a session and has none.</summary>
    public OpenStackException NotConnected()
    {
        const string connect = "Sign in with Connect-OpenStack";
        const string parallel = "or specify a session with -Session (in ForEach-Object -Parallel: -Session $using:session)";
        var named = _sessions.Select(session => session.Name is null ? session.ToString() : $"{session.Name} ({session})");
        var sessions = string.Join("; ", named);
        return _sessions.Count == 0
            ? Error("There is no OpenStack session in this runspace.", $"{connect}, {parallel}.")
            : Error($"This runspace has no default session, but it has: {sessions}.", "Specify one with -Session, or make one the default "
                + "with Connect-OpenStack.");

        static OpenStackException Error(string message, string action)
            => new(ErrorIds.NotConnected, message) { RecommendedAction = action };
    }

    private void SetDefault(OpenStackSession? session)
    {
        Default?.IsDefault = false;
        Default = session;
        Default?.IsDefault = true;
    }

    private static bool HasName(OpenStackSession session, string? name)
        => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameAccess(OpenStackSession left, OpenStackSession right)
        => left.CloudIdentity == right.CloudIdentity && left.UserId == right.UserId && left.ProjectId == right.ProjectId
            && left.DomainName == right.DomainName;
}
