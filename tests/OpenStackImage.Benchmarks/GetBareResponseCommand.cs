using System.Management.Automation;

namespace OpenStackImage.Benchmarks;

/// <summary>
/// The smallest possible binary cmdlet that sends a GET request. It shows which part of the time of a call is spent in PowerShell.
/// </summary>
[Cmdlet(VerbsCommon.Get, "BareResponse")]
public sealed class GetBareResponseCommand : PSCmdlet
{
    /// <summary>The path of the URL.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The client that sends the request.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public BareClient Client { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Client.GetAsync(Path).GetAwaiter().GetResult());
}
