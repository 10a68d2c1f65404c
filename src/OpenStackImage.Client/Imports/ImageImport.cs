using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>The parameters of an import.</summary>
internal sealed record ImageImport
{
    /// <summary>One of <see cref="ImportMethod"/>, or another method of the cloud.</summary>
    public required string Method { get; init; }

    /// <summary>The URL that web-download fetches.</summary>
    public string? Uri { get; init; }

    /// <summary>The region from which glance-download fetches the image.</summary>
    public string? RemoteRegion { get; init; }

    /// <summary>The ID of the image that glance-download fetches.</summary>
    public string? RemoteImageId { get; init; }

    /// <summary>The interface of the other region's catalog that glance-download uses; null for the public one.</summary>
    public string? RemoteInterface { get; init; }

    /// <summary>The stores to fill; null for the cloud's default.</summary>
    public IReadOnlyList<string>? Stores { get; init; }

    /// <summary>True to fill every store.</summary>
    public bool AllStores { get; init; }

    /// <summary>True if the import succeeds although some of the stores fail.</summary>
    public bool AllowsFailure { get; init; }

    /// <summary>True if a task is, or was, for exactly this import.</summary>
    public bool IsDoneBy(ImageTask task)
        => (task.IsRunning || task.Status == ImageTaskStatus.Success)
            && task.Method == Method
            && task.Uri == Uri
            && (
                Stores is null
                    || Stores.OrderBy(id => id, StringComparer.Ordinal)
                    .SequenceEqual(task.Stores.OrderBy(id => id, StringComparer.Ordinal)));

    public JObject ToJson()
    {
        var method = new JObject { ["name"] = Method };
        method.SetText("uri", Uri);
        method.SetText("glance_region", RemoteRegion);
        method.SetText("glance_image_id", RemoteImageId);
        method.SetText("glance_service_interface", RemoteInterface);

        var body = new JObject { ["method"] = method };
        if (Stores is not null)
        {
            body["stores"] = new JArray(Stores);
        }

        if (AllStores)
        {
            body["all_stores"] = true;
        }

        if (AllowsFailure)
        {
            body["all_stores_must_succeed"] = false;
        }

        return body;
    }
}
