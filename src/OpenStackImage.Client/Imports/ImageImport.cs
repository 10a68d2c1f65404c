using Newtonsoft.Json.Linq;
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
            && (Stores is null || Stores.OrderBy(id => id, StringComparer.Ordinal).SequenceEqual(task.Stores.OrderBy(id => id, StringComparer.Ordinal)));

    public JObject ToJson()
    {
        var method = new JObject { ["name"] = Method };
        Set(method, "uri", Uri);
        Set(method, "glance_region", RemoteRegion);
        Set(method, "glance_image_id", RemoteImageId);
        Set(method, "glance_service_interface", RemoteInterface);

        var body = new JObject { ["method"] = method };
        Set(body, "stores", Stores is null ? null : new JArray(Stores));
        Set(body, "all_stores", AllStores ? true : null);
        Set(body, "all_stores_must_succeed", AllowsFailure ? false : null);
        return body;
    }

    private static void Set(JObject json, string name, JToken? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
