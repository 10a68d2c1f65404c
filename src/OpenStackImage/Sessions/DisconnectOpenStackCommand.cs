using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Ends a session: revokes its token if Keystone issued the token to the session, and forgets its credential.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "OpenStack")]
public sealed class DisconnectOpenStackCommand : AsyncCommand
{
    /// <summary>Specifies the session to end, or its name. Default: the default session of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var store = SessionStore.OfThisRunspace;
        var session = Session ?? store.Default;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
            return;
        }

        store.Remove(session);
        Start(session, writer => session.CloseAsync(writer, writer.CancellationToken));
    }
}
