using System.ComponentModel;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Cache;

/// <summary>The base class of Add-OSImageCache and Remove-OSImageCache.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CacheChangeCommand : ImageCommand
{
    /// <summary>Returns the sentence for the confirmation.</summary>
    private protected abstract string Sentence(ResourceName image);

    /// <summary>The entries as they were before the first change.</summary>
    private protected CacheEntries Entries { get; } = new();

    /// <summary>Changes the cache, and returns the entry to write; null for none.</summary>
    private protected abstract Task<ImageCacheEntry?> ChangeAsync(CacheClient cache, string imageId, PipelineWriter writer);

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImageResolver(writer.Session, writer).ResolveAsync(reference, ActAsync, writer.CancellationToken);

        async Task ActAsync(ResourceName image)
        {
            if (await writer.ConfirmAsync(Sentence(image)).ConfigureAwait(false))
            {
                var cache = new CacheClient(writer.Session, writer);
                var entry = await ChangeAsync(cache, image.Id, writer).ConfigureAwait(false);
                if (entry is not null)
                {
                    await writer.WriteAsync(entry).ConfigureAwait(false);
                }
            }
        }
    }
}
