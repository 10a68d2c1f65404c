namespace OpenStackImage;

/// <summary>How much of a quota a project has used up (api-ref image/v2, "Quota usage"; glance/quota/keystone.py).</summary>
public sealed class ImageUsage
{
    /// <summary>image_size_total, image_stage_total, image_count_total or image_count_uploading.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>How much is used.</summary>
    public long Usage { get; internal init; }

    /// <summary>How much may be used; -1 for any amount.</summary>
    public long Limit { get; internal init; }

    /// <summary>How much is left; null where there is no limit.</summary>
    public long? Remaining => Limit < 0 ? null : Math.Max(0, Limit - Usage);

    /// <summary>MiB for sizes, images for counts.</summary>
    public string Unit => Name.IndexOf("count", StringComparison.Ordinal) >= 0 ? "images" : "MiB";
}
