namespace OpenStackImage.Sharing;

/// <summary>A value of a sharing file, with its line: a text, a list or a mapping. Exactly one of the three is not null.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">A single value as written in the file; null for an empty one.</param>
/// <param name="Items">The items of a list.</param>
/// <param name="Entries">The entries of a mapping, in the order of the file.</param>
internal sealed record SharingNode(
    int Line, string? Text, IReadOnlyList<SharingNode>? Items = null, IReadOnlyList<SharingKeyValue>? Entries = null)
{
    /// <summary>The kind of the value, for messages.</summary>
    public string Kind => Items is not null ? "a list" : Entries is not null ? "a mapping" : Text is null ? "empty" : "a single value";

    /// <summary>The number of values, with those inside.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">The line of the key; the value may be in another line, or the value of an alias.</param>
/// <param name="Value">The value.</param>
internal sealed record SharingKeyValue(string Key, int Line, SharingNode Value);
