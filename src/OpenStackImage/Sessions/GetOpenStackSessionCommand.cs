using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Shows the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackSession")]
[OutputType(typeof(OpenStackSession))]
public sealed class GetOpenStackSessionCommand : PSCmdlet
{
    /// <summary>Shows this session only; its name will do.</summary>
    [Parameter]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <summary>Shows the default session only.</summary>
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
