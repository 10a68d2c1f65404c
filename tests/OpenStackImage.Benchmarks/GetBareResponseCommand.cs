using System.Management.Automation;

namespace OpenStackImage.Benchmarks;

/// <summary>The least that a binary cmdlet can be which GETs something: what of a call is PowerShell's own.</summary>
[Cmdlet(VerbsCommon.Get, "BareResponse")]
public sealed class GetBareResponseCommand : PSCmdlet
{
    /// <summary>What is got.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>Who gets it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public BareClient Client { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Client.GetAsync(Path).GetAwaiter().GetResult());
}
