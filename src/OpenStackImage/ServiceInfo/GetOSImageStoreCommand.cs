using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Gets the stores in which this cloud keeps the data of images.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageStore")]
[OutputType(typeof(ImageStore))]
public sealed class GetOSImageStoreCommand : SessionCommand
{
    /// <summary>Show what each store is made of: its type and what its driver tells. Takes an admin's session and Image API 2.15.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            foreach (var store in await new ServiceInfoClient(CurrentSession, writer).ListStoresAsync(Detail, writer.CancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(store).ConfigureAwait(false);
            }
        });
}
