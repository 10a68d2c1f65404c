using System.Management.Automation;

namespace OpenStackImage.Commands;

/// <summary>Shows the HTTP requests that a session sent: what, where to, the answer, how long it took.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackRequest")]
[OutputType(typeof(OpenStackRequest))]
public sealed class GetOpenStackRequestCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(Connected.Requests.Snapshot(), enumerateCollection: true);
}
