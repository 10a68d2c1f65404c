using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Gets the stores of the cloud, in which Glance keeps the data of images.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageStore")]
[OutputType(typeof(ImageStore))]
public sealed class GetOSImageStoreCommand : PipedSessionCommand
{
    /// <summary>
    /// Indicates that the cmdlet gets the type of each store and the properties of its driver. Requires the admin role and Image API 2.15.
    /// </summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var client = new ServiceInfoClient(writer.Session, writer);
            foreach (var store in await client.ListStoresAsync(Detail, writer.CancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(store).ConfigureAwait(false);
            }
        });
}
