using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Gets the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackSession")]
[OutputType(typeof(OpenStackSession))]
public sealed class GetOpenStackSessionCommand : PSCmdlet
{
    /// <summary>Specifies the sessions to return, or their names. Wildcards are supported. Default: all sessions.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public OpenStackSession[]? Session { get; set; }

    /// <summary>Indicates that the cmdlet returns only the default session.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Session ?? SessionStore.OfThisRunspace.All)
        {
            if (!Default || session.IsDefault)
            {
                WriteObject(session);
            }
        }
    }
}
