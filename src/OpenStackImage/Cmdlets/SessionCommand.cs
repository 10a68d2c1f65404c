using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Sessions;

namespace OpenStackImage.Cmdlets;

/// <summary>The base of every cmdlet that talks to a cloud: adds -Session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCommand : AsyncCommand
{
    /// <summary>The session to use, or its name; left out, the default session of this runspace.</summary>
    [Parameter]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <summary>The session that the cmdlet works with.</summary>
    private protected OpenStackSession CurrentSession { get; private set; } = null!;

    /// <summary>Finds the session; without one, ends the statement.</summary>
    protected override void BeginProcessing()
    {
        if (Session is null && SessionStore.OfThisRunspace.Default is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        CurrentSession = Session ?? SessionStore.OfThisRunspace.Default!;
    }
}
