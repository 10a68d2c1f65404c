using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Ends a session: revokes its token at Keystone, if the session got it there, and forgets its credential.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "OpenStack")]
public sealed class DisconnectOpenStackCommand : AsyncCommand
{
    /// <summary>The session to end, or its name; left out, the default session of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionStore.OfThisRunspace.Default;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        SessionStore.OfThisRunspace.Remove(session!);
        Start(session, writer => session!.CloseAsync(writer, writer.CancellationToken));
    }
}
