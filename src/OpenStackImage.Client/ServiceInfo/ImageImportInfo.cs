namespace OpenStackImage;

/// <summary>The import configuration of a cloud.</summary>
public sealed class ImageImportInfo : CloudObject
{
    /// <summary>The enabled import methods, for example glance-direct, web-download, copy-image or glance-download.</summary>
    public IReadOnlyList<string> Methods { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Methods);
}
