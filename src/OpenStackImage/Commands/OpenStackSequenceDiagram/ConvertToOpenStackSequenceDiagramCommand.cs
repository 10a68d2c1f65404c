using System.Management.Automation;
using OpenStackImage.Diagrams;

namespace OpenStackImage.Commands;

/// <summary>Draws requests as a Mermaid sequence diagram, which GitHub, GitLab and many wikis show as a picture.</summary>
[Cmdlet(VerbsData.ConvertTo, "OpenStackSequenceDiagram")]
[OutputType(typeof(string))]
public sealed class ConvertToOpenStackSequenceDiagramCommand : PSCmdlet
{
    private readonly List<OpenStackRequest> _requests = [];

    /// <summary>The requests to draw, as Get-OpenStackRequest gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public OpenStackRequest[] Request { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _requests.AddRange(Request);

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(SequenceDiagram.Draw(_requests));
}
