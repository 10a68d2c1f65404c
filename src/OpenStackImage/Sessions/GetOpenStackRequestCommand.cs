using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>Gets the HTTP requests that a session sent, with status and duration. A session keeps its last 10,000 requests.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackRequest")]
[OutputType(typeof(OpenStackRequest))]
public sealed class GetOpenStackRequestCommand : PipedSessionCommand
{
    /// <summary>
    /// Indicates that the cmdlet returns only failed requests: those without a response, or with a status of 400 and above.
    /// </summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>
    /// Specifies the number of most recent requests to return. With -Failed, it specifies the number of most recent failed requests.
    /// Default: all.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int Last { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in RequireSessions())
        {
            var requests = session.Requests.Snapshot().Where(request => !Failed || request.IsFailure).ToArray();
            foreach (var request in requests.Skip(requests.Length - Math.Min(Last, requests.Length)))
            {
                request.Cloud ??= session.Cloud;
                WriteObject(request);
            }
        }
    }
}
