using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Shows by which methods this cloud imports images.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageImportInfo")]
[OutputType(typeof(ImageImportInfo))]
public sealed class GetOSImageImportInfoCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async (output, cancellationToken) =>
            await output.WriteAsync(await new ServiceInfoClient(CurrentSession, output).GetImportInfoAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
}
