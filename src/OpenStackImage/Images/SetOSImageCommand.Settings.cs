using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <content>The settings of the changed images.</content>
public sealed partial class SetOSImageCommand
{
    private protected override OpenStackException? Contradiction()
    {
        var field = RemoveProperty.FirstOrDefault(ImageFields.Contains);
        return Both(ImageProperties.Merge(Property).Keys, RemoveProperty, nameof(Property), nameof(RemoveProperty))
            ?? Both(AddTag, RemoveTag, nameof(AddTag), nameof(RemoveTag))
            ?? Both(Tag ?? [], RemoveTag, nameof(Tag), nameof(RemoveTag))
            ?? (field is null ? null : ParameterRefusal.Because(
                $"-RemoveProperty cannot remove '{field}', which every image has.",
                "Omit it, or set another value with the parameter of that name."));
    }

    /// <summary>Returns the error if a value should be both set and removed.</summary>
    private static OpenStackException? Both(IEnumerable<string> setNames, IEnumerable<string> removedNames, string set, string removed)
    {
        var name = setNames.Intersect(removedNames, StringComparer.Ordinal).FirstOrDefault();
        if (name is null)
        {
            return null;
        }

        var refusal = ParameterRefusal.Because(
            $"-{set} and -{removed} both contain '{name}'.", $"Omit it from one of -{set} and -{removed}.");
        refusal.Subject = name;
        return refusal;
    }

    private ImageSettings Settings() => new()
    {
        Name = Name,
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat?.ToLowerInvariant(),
        ContainerFormat = ContainerFormat?.ToLowerInvariant(),
        MinDisk = MinDisk,
        MinRam = MinRam,
        IsProtected = Protected,
        IsHidden = Hidden,
        Tags = Tag,
        AddedTags = AddTag,
        RemovedTags = RemoveTag,
        Properties = ImageProperties.Merge(Property),
        RemovedProperties = RemoveProperty,
    };
}
