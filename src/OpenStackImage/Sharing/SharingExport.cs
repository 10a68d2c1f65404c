using System.Collections.Concurrent;
using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Sharing;

/// <summary>Collects the members of images and writes them as a sharing file, in an order that does not depend on the cloud.</summary>
internal sealed class SharingExport
{
    private readonly ConcurrentDictionary<string, SharingEntry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OpenStackSession, MemberNames> _names = new();
    private int _failed;

    /// <summary>True to omit the member statuses.</summary>
    public bool KeepsStatus { get; init; }

    /// <summary>Adds one image.</summary>
    public async Task AddAsync(ImageReference reference, PipelineWriter writer)
    {
        if (reference.Image is { } image && image.Visibility != ImageVisibility.Shared)
        {
            writer.WriteVerbose($"Image {image.ResourceName} is {image.Visibility}, so it has no members.");
            return;
        }

        try
        {
            var found = reference.Image
                ?? await new ImageResolver(writer.Session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
            Add(found, await EntryOfAsync(found, writer).ConfigureAwait(false));
        }
        catch (OpenStackException)
        {
            Interlocked.Increment(ref _failed);
            throw;
        }
    }

    /// <summary>Adds all shared images that the session can audit, including hidden images.</summary>
    public async Task AddAllAsync(int limit, PipelineWriter writer)
    {
        var images = new ImageClient(writer.Session, writer);
        var owner = writer.Session.IsAdmin ? null : writer.Session.RequireProjectId();
        foreach (var isHidden in new[] { false, true })
        {
            var query = new ImageQuery { Visibility = ImageVisibility.Shared, Owner = owner, Hidden = isHidden };
            try
            {
                await AddListAsync(images.ListAsync(query, writer.CancellationToken), limit, writer).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                Interlocked.Increment(ref _failed);
                writer.WriteError(ErrorRecords.From(failure, null));
            }
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="replaces">True to replace a regular file.</param>
    /// <param name="writer">Asks for confirmation.</param>
    public async Task WriteAsync(string path, bool replaces, PipelineWriter writer)
    {
        var entries = _entries.Values
            .OrderBy(entry => entry.Images.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Images.Id, StringComparer.Ordinal)
            .ToList();
        if (_failed > 0)
        {
            writer.WriteWarning($"Not all images could be read, so the file '{path}' is incomplete.");
        }

        if (await writer.ConfirmAsync(FormattableString.Invariant($"Save the sharing of {entries.Count} images as '{path}'"))
            .ConfigureAwait(false))
        {
            var target = DownloadTarget.Of(path, replaces);
            await SharingFile.WriteAsync(target, new SharingDocument(path, entries), writer.CancellationToken).ConfigureAwait(false);
        }
    }

    private Task AddListAsync(IAsyncEnumerable<Image> images, int limit, PipelineWriter writer)
        => new ImageFanOut("Export-OSImageSharing", limit, writer).RunAsync(
            images,
            image => EntryOfAsync(image, writer),
            (image, entry) =>
            {
                Add(image, entry);
                return Task.CompletedTask;
            },
            (image, failure) =>
            {
                Interlocked.Increment(ref _failed);
                writer.WriteError(ErrorRecords.From(failure, image.Id));
            });

    private void Add(Image image, SharingEntry? entry)
    {
        if (entry is not null)
        {
            _entries[image.Id] = entry;
        }
    }

    /// <summary>Returns the entry of an image with its members; null for an image without members.</summary>
    private async Task<SharingEntry?> EntryOfAsync(Image image, PipelineWriter writer)
    {
        var clients = new MemberClient(writer.Session, writer);
        var listed = await clients.ListAsync(image.ResourceName, writer.CancellationToken).ConfigureAwait(false);
        var names = _names.GetOrAdd(writer.Session, session => new MemberNames(session, writer));
        var members = await names.ResolveAsync(listed, writer.CancellationToken).ConfigureAwait(false);
        return members.Count > 0 ? SharingEntry.Of(image, members, KeepsStatus) : null;
    }
}
