using Newtonsoft.Json.Linq;

namespace OpenStackImage.Images;

/// <summary>The settings of an image. Null leaves a setting unchanged; for a new image, it gets the default of the service.</summary>
internal sealed record ImageSettings
{
    public string? Name { get; init; }

    public string? Visibility { get; init; }

    public string? OwnerId { get; init; }

    public string? DiskFormat { get; init; }

    public string? ContainerFormat { get; init; }

    /// <summary>GiB.</summary>
    public long? MinDisk { get; init; }

    /// <summary>MiB.</summary>
    public long? MinRam { get; init; }

    public bool? IsProtected { get; init; }

    public bool? IsHidden { get; init; }

    /// <summary>Exactly these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string> AddedTags { get; init; } = [];

    public IReadOnlyList<string> RemovedTags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> RemovedProperties { get; init; } = [];

    /// <summary>The specified fields of every image.</summary>
    public IEnumerable<KeyValuePair<string, JToken>> Fields()
    {
        var fields = new (string Name, object? Value)[]
        {
            (ImageFields.Name, Name), (ImageFields.Visibility, Visibility), (ImageFields.Owner, OwnerId),
            (ImageFields.DiskFormat, DiskFormat), (ImageFields.ContainerFormat, ContainerFormat),
            (ImageFields.MinDisk, MinDisk), (ImageFields.MinRam, MinRam),
            (ImageFields.Protected, IsProtected), (ImageFields.Hidden, IsHidden),
        };
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                yield return new KeyValuePair<string, JToken>(name, JToken.FromObject(value));
            }
        }
    }

    /// <summary>The tags that an image with these tags gets.</summary>
    public IReadOnlyList<string> TagsFrom(IReadOnlyList<string> present)
        => (Tags ?? present).Concat(AddedTags).Except(RemovedTags, StringComparer.Ordinal).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>Returns the body of the request that creates such an image.</summary>
    /// <param name="id">The new image's ID.</param>
    public JObject ToBody(string id)
    {
        var body = new JObject { [ImageFields.Id] = id };
        foreach (var field in Fields())
        {
            body[field.Key] = field.Value;
        }

        if (TagsFrom([]) is { Count: > 0 } tags)
        {
            body[ImageFields.Tags] = new JArray(tags);
        }

        foreach (var property in Properties)
        {
            body[property.Key] = property.Value;
        }

        return body;
    }
}
