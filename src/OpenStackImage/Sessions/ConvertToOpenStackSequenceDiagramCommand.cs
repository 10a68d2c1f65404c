using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Converts requests to a Mermaid sequence diagram, which GitHub, GitLab and many wikis render.</summary>
[Cmdlet(VerbsData.ConvertTo, "OpenStackSequenceDiagram")]
[OutputType(typeof(string))]
public sealed class ConvertToOpenStackSequenceDiagramCommand : PSCmdlet
{
    private readonly List<OpenStackRequest> _requests = [];
    private bool _isSessionArgument;

    /// <summary>
    /// Specifies the requests, from Get-OpenStackRequest, including deserialized objects, or rows with its columns. Default: all requests
    /// of the session.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [RequestObject]
    [ArgumentCompleter(typeof(NoCompleter))]
    public OpenStackRequest[] Request { get; set; } = [];

    /// <summary>Specifies the session whose requests to convert, or its name. Default: the default session of this runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public OpenStackSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _isSessionArgument = Session is not null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => _requests.AddRange(_isSessionArgument || Session is null ? Request : Session.Requests.Snapshot());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Request)))
        {
            if (_isSessionArgument)
            {
                var refusal = ParameterRefusal.Because(
                    "-Request and -Session cannot be used together.", "Use -Session for all requests of a session, or -Request for some.");
                ThrowTerminatingError(ErrorRecords.From(refusal, null));
            }

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
