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
        => Start(null, async writer =>
            await writer.WriteAsync(await new ServiceInfoClient(CurrentSession, writer).GetImportInfoAsync(writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
}
