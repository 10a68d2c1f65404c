using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sessions;

/// <summary>Gets the HTTP requests that a session sent: what, where to, the answer, how long it took. The last 10,000 are kept.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackRequest")]
[OutputType(typeof(OpenStackRequest))]
public sealed class GetOpenStackRequestCommand : SessionCommand
{
    /// <summary>Only requests that failed: those that got no answer, or one of 400 and above.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only the last ones, this many; with -Failed the last that failed.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var requests = CurrentSession.Requests.Snapshot().Where(request => !Failed || request.IsFailure).ToArray();
        WriteObject(requests.Skip(requests.Length - Math.Min(Last, requests.Length)), enumerateCollection: true);
    }
}
