using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Locations;

/// <summary>
/// Gets the URLs at which the stores keep the data of images. Requires the service role and Image API 2.17, or a cloud that shows the
/// locations of images to their users.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OSImageLocation")]
[OutputType(typeof(ImageLocation))]
public sealed class GetOSImageLocationCommand : ImageCommand
{
    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => new ImageResolver(writer.Session, writer).ResolveAsync(
            reference,
            async image =>
            {
                var client = new LocationClient(writer.Session, writer);
                foreach (var location in await client.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false))
                {
                    await writer.WriteAsync(location).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
}
