using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sessions;

/// <summary>Draws requests as a Mermaid sequence diagram, which GitHub, GitLab and many wikis show as a picture.</summary>
[Cmdlet(VerbsData.ConvertTo, "OpenStackSequenceDiagram")]
[OutputType(typeof(string))]
public sealed class ConvertToOpenStackSequenceDiagramCommand : PSCmdlet
{
    private readonly List<OpenStackRequest> _requests = [];

    /// <summary>The requests to draw, as Get-OpenStackRequest gives them; left out, all of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public OpenStackRequest[] Request { get; set; } = [];

    /// <summary>The session whose requests to draw; left out, the default session of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public OpenStackSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _requests.AddRange(Request);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Request)))
        {
            WriteObject(SequenceDiagram.Draw(_requests));
            return;
        }

        var session = Session ?? SessionStore.OfThisRunspace.Default;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        WriteObject(SequenceDiagram.Draw(session!.Requests.Snapshot()));
    }
}
