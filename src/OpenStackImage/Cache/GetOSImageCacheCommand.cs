using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>Gets the cached and the queued images of the Glance API server. Requires the admin role and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageCache", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ImageCacheEntry), typeof(ImageCacheNode))]
public sealed class GetOSImageCacheCommand : ImageCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";
    private const string NodeSet = "Node";

    private readonly CacheEntries _entries = new();

    /// <summary>
    /// Specifies one or more images by ID, by name, or as image objects. A name with wildcards specifies all images that match it, unless
    /// an image has exactly that name. By default, all entries are returned.
    /// </summary>
    [Parameter(
        ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(
        ParameterSetName = NodeSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public override ImageReference[] Image { get; set; } = [];

    /// <summary>Specifies one or more states of the images: cached, queued. By default, the cmdlet returns both.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateSet(CacheState.Cached, CacheState.Queued)]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = [];

    /// <summary>
    /// Indicates that the cmdlet returns the API servers that have cached the images. Requires Image API 2.18, and a cloud whose API
    /// servers share a record of their caches (image_cache_driver = centralized_db).
    /// </summary>
    [Parameter(ParameterSetName = NodeSet, Mandatory = true)]
    public SwitchParameter AllNodes { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ListSet)
        {
            base.ProcessRecord();
            return;
        }

        var current = Snapshot<GetOSImageCacheCommand>();
        Start(null, writer => current.WriteAsync(writer, image: null));
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImagePatterns(writer.Session, writer).ForEachAsync(reference, WriteOneAsync, writer);

        Task WriteOneAsync(ResourceName image) => AllNodes ? WriteNodesAsync(writer, image) : WriteAsync(writer, image);
    }

    private async Task WriteAsync(PipelineWriter writer, ResourceName? image)
    {
        var entries = await _entries.ListAsync(writer.Session, writer, writer.CancellationToken).ConfigureAwait(false);
        foreach (var entry in entries)
        {
            if ((State.Length == 0 || State.Contains(entry.State, StringComparer.OrdinalIgnoreCase))
                && (image is null || string.Equals(entry.ImageId, image.Id, StringComparison.OrdinalIgnoreCase)))
            {
                await writer.WriteAsync(entry).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteNodesAsync(PipelineWriter writer, ResourceName image)
    {
        var nodes = await new CacheClient(writer.Session, writer).ListNodesAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        foreach (var node in nodes)
        {
            await writer.WriteAsync(new ImageCacheNode { ImageId = image.Id, ImageName = image.Name, Node = node }).ConfigureAwait(false);
        }
    }
}
