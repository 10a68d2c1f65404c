namespace OpenStackImage;

/// <summary>An image quota of a project and its usage.</summary>
public sealed class ImageUsage : CloudObject
{
    /// <summary>The name of the quota: image_size_total, image_stage_total, image_count_total or image_count_uploading.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The amount that is used.</summary>
    public long Usage { get; internal init; }

    /// <summary>The limit; -1 if there is none.</summary>
    public long Limit { get; internal init; }

    /// <summary>The amount that is left. Null if there is no limit.</summary>
    public long? Remaining => Limit < 0 ? null : Math.Max(0, Limit - Usage);

    /// <summary>The unit: MiB for sizes, images for counts.</summary>
    public string Unit => Name.IndexOf("count", StringComparison.Ordinal) >= 0 ? "images" : "MiB";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Usage} of {Limit} {Unit}");
}
