using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>What an import is to do.</summary>
internal sealed record ImageImport
{
    /// <summary>One of <see cref="ImportMethod"/>, or what else the cloud has.</summary>
    public required string Method { get; init; }

    /// <summary>What web-download fetches.</summary>
    public string? Uri { get; init; }

    /// <summary>Where glance-download looks.</summary>
    public string? RemoteRegion { get; init; }

    /// <summary>What glance-download fetches.</summary>
    public string? RemoteImageId { get; init; }

    /// <summary>By which interface glance-download goes; null for the public one.</summary>
    public string? RemoteInterface { get; init; }

    /// <summary>The stores to fill; null leaves it to the cloud.</summary>
    public IReadOnlyList<string>? Stores { get; init; }

    /// <summary>Whether every store is filled.</summary>
    public bool AllStores { get; init; }

    /// <summary>Whether an image that reaches only some of the stores is good enough.</summary>
    public bool AllowsFailure { get; init; }

    /// <summary>Whether a task does, or has done, just this.</summary>
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
