using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Gets the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackSession")]
[OutputType(typeof(OpenStackSession))]
public sealed class GetOpenStackSessionCommand : PSCmdlet
{
    /// <summary>Specifies the session to return, or its name. Default: all sessions.</summary>
    [Parameter]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <summary>Indicates that only the default session is returned.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var sessions = Session is not null ? [Session] : SessionStore.OfThisRunspace.All;
        foreach (var session in sessions)
        {
            if (!Default || session.IsDefault)
            {
                WriteObject(session);
            }
        }
    }
}
