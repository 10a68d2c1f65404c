using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Gets the import methods of the cloud.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageImportInfo")]
[OutputType(typeof(ImageImportInfo))]
public sealed class GetOSImageImportInfoCommand : PipedSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var client = new ServiceInfoClient(writer.Session, writer);
            var info = await client.GetImportInfoAsync(writer.CancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(info).ConfigureAwait(false);
        });
}
