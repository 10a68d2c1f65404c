using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>
/// Ends sessions. The cmdlet revokes the token of each session, if Keystone issued the token to the session, and discards the credential.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "OpenStack", SupportsShouldProcess = true)]
public sealed class DisconnectOpenStackCommand : AsyncCommand
{
    /// <summary>
    /// Specifies the sessions to end, or their names. Wildcards are supported. Default: the default session of this runspace.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public OpenStackSession[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var store = SessionStore.OfThisRunspace;
        if (Session is null && store.Default is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        foreach (var session in Session ?? [store.Default!])
        {
            Start(session, async writer =>
            {
                if (await writer.ConfirmAsync($"End the session {session}").ConfigureAwait(false))
                {
                    store.Remove(session);
                    await session.CloseAsync(writer, writer.CancellationToken).ConfigureAwait(false);
                }
            });
        }
    }
}
