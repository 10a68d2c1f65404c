using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace OpenStackImage.Sessions;

/// <summary>
/// The sessions of one runspace. Each runspace has its own, so that work in ForEach-Object -Parallel or in another tab never acts on a cloud
/// that somebody else connected to.
/// </summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private readonly List<OpenStackSession> _sessions = [];

    public static SessionStore OfThisRunspace => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    public OpenStackSession? Default { get; private set; }

    public IReadOnlyList<OpenStackSession> All => _sessions.ToArray();

    public void Add(OpenStackSession session, bool asDefault)
    {
        _sessions.Add(session);
        if (asDefault)
        {
            if (Default is not null)
            {
                Default.IsDefault = false;
            }

            Default = session;
            session.IsDefault = true;
        }
    }

    public void Remove(OpenStackSession session)
    {
        _sessions.Remove(session);
        session.IsDefault = false;
        if (ReferenceEquals(Default, session))
        {
            Default = null;
        }
    }
}
