using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.Locations;

/// <summary>Gets where the stores keep the data of images. Takes the role service and Image API 2.17.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageLocation")]
[OutputType(typeof(ImageLocation))]
public sealed class GetOSImageLocationCommand : ImageCommand
{
    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImageResolver(CurrentSession, writer).ResolveAsync(
            reference,
            async image =>
            {
                foreach (var location in await new LocationClient(CurrentSession, writer).ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false))
                {
                    await writer.WriteAsync(location).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
    }
}
