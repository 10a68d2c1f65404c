using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>
/// Uploads whose images become active some time after the response, as in a cloud whose store converts images or works asynchronously.
/// They advance when a request arrives.
/// </summary>
internal sealed class PendingUploads(ImageStore store, CloudOptions options)
{
    private readonly List<(string ImageId, DateTimeOffset EndsAt, ImageData Data, string Store)> _pending = [];

    /// <summary>Stores the data of an image, immediately or later. The store's gate must be held.</summary>
    public void Add(ImageRecord draft, ImageData data, string targetStore)
    {
        if (options.StoreTime == TimeSpan.Zero)
        {
            Put(draft, data, targetStore);
            return;
        }

        draft.Status = options.StatusWhileStoring;
        _pending.Add((draft.Id, options.Clock.GetUtcNow() + options.StoreTime, data, targetStore));
    }

    /// <summary>Makes the images active whose store time has elapsed.</summary>
    public void Advance()
    {
        lock (store.Gate)
        {
            var now = options.Clock.GetUtcNow();
            foreach (var upload in _pending.Where(upload => upload.EndsAt <= now).ToArray())
            {
                _pending.Remove(upload);
                store.Change(upload.ImageId, draft =>
                {
                    Put(draft, upload.Data, upload.Store);
                    draft.UpdatedAt = now;
                });
            }
        }
    }

    private void Put(ImageRecord draft, ImageData data, string targetStore)
    {
        draft.SetData(data, options);
        draft.Stores = options.HasStores ? targetStore : null;
    }
}
