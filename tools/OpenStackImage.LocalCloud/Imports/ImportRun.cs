using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;
using OpenStackImage.LocalCloud.Tasks;

namespace OpenStackImage.LocalCloud.Imports;

/// <summary>The task of an import, its properties on the image, and its result.</summary>
internal sealed class ImportRun(ImageStore store, TaskBoard tasks, CloudOptions options)
{
    public const string TaskProperty = "os_glance_import_task";
    private const string Importing = "os_glance_importing_to_stores";
    private const string Failed = "os_glance_failed_import";

    /// <summary>Starts the task. The store's gate must be held.</summary>
    /// <param name="type">api_image_import or location_import.</param>
    /// <param name="token">The token of the request.</param>
    /// <param name="image">The image as it is.</param>
    /// <param name="stores">The stores for the data.</param>
    /// <param name="input">What the task shows as its input.</param>
    /// <param name="reply">The response, whose request ID the task keeps.</param>
    /// <param name="needed">The task that must complete first.</param>
    /// <param name="data">Returns the data at the end; null for a failure.</param>
    /// <param name="describe">Sets attributes that come with the data.</param>
    /// <param name="hashAlgorithm">The algorithm of the hash of the data; null for that of the cloud.</param>
    public void Start(
        string type,
        TokenRecord token,
        ImageRecord image,
        IReadOnlyList<string> stores,
        ReadOnlyMemory<byte> input,
        Reply reply,
        Task? needed,
        Func<ImageRecord, ImageData?> data,
        Action<ImageRecord>? describe = null,
        string? hashAlgorithm = null)
    {
        var hashing = hashAlgorithm is null ? options : options with { HashAlgorithm = hashAlgorithm };
        var now = options.Clock.GetUtcNow();
        TaskRecord task = new()
        {
            Type = type,
            ImageId = image.Id,
            Owner = token.ProjectId,
            UserId = token.User.Id,
            RequestId = reply.RequestId(),
            Input = input,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Change(image.Id, draft =>
        {
            draft.Properties[TaskProperty] = task.Id;
            draft.Properties[Importing] = string.Join(',', stores);
            draft.Properties[Failed] = "";
            if (draft.Status != ImageStatus.Active)
            {
                draft.Status = ImageStatus.Importing;
            }
        });
        tasks.Start(task, succeeds => End(image.Id, stores, succeeds, data, describe, hashing), needed);
    }

    private void End(
        string imageId,
        IReadOnlyList<string> stores,
        bool succeeds,
        Func<ImageRecord, ImageData?> data,
        Action<ImageRecord>? describe,
        CloudOptions hashing)
    {
        var image = store.Find(imageId);
        var taken = succeeds && image is not null ? data(image) : null;
        if (succeeds && taken is null)
        {
            throw new InvalidOperationException("There is nothing to import.");
        }

        if (image is null)
        {
            return;
        }

        if (taken is null)
        {
            Change(imageId, draft => EndWithoutData(draft, stores));
            return;
        }

        RejectOtherFormat(image, taken);
        Change(imageId, draft =>
        {
            draft.Properties.Remove(TaskProperty);
            draft.Properties[Importing] = "";
            describe?.Invoke(draft);
            draft.SetData(taken, hashing);
            draft.Staged = null;
            draft.Stores = string.Join(',', (image.Stores ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Union(stores));
        });
    }

    private static void EndWithoutData(ImageRecord draft, IReadOnlyList<string> stores)
    {
        draft.Properties.Remove(TaskProperty);
        draft.Properties[Importing] = "";
        draft.Properties[Failed] = string.Join(',', stores);
        draft.Status = draft.Status == ImageStatus.Active ? ImageStatus.Active : ImageStatus.Queued;
    }

    /// <summary>Fails if the data does not have the disk format of the image, and the version of Glance inspects formats.</summary>
    private void RejectOtherFormat(ImageRecord image, ImageData data)
    {
        if (image.Status != ImageStatus.Active
            && options.ImageApiMinor >= FormatInspection.FirstVersion
            && FormatInspection.Refuse(image, data, options.ImageApiMinor) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }
    }

    private void Change(string imageId, Action<ImageRecord> change) => store.Change(imageId, draft =>
    {
        change(draft);
        draft.UpdatedAt = options.Clock.GetUtcNow();
    });
}
