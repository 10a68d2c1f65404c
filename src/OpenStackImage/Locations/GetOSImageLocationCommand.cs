using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Locations;

/// <summary>
/// Gets the URLs at which the stores keep the data of images. Requires the service role and Image API 2.17, or a cloud that shows the
/// locations of images to their users.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OSImageLocation")]
[OutputType(typeof(ImageLocation))]
public sealed class GetOSImageLocationCommand : ImageCommand
{
    /// <summary>
    /// Specifies one or more images by ID, by name, or as image objects. A name with wildcards specifies all images that match it, unless
    /// an image has exactly that name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public override ImageReference[] Image { get; set; } = [];

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImagePatterns(writer.Session, writer).ForEachAsync(reference, WriteAsync, writer);

        async Task WriteAsync(ResourceName image)
        {
            var client = new LocationClient(writer.Session, writer);
            foreach (var location in await client.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(location).ConfigureAwait(false);
            }
        }
    }
}
