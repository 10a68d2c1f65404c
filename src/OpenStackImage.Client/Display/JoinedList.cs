using System.Collections.ObjectModel;

namespace OpenStackImage;

/// <summary>
/// A read-only list whose text is its items, separated by commas: Export-Csv writes the text of a value, and New- and Set- cmdlets read it.
/// </summary>
public sealed class JoinedList<T> : ReadOnlyCollection<T>
{
    private JoinedList(IList<T> items) : base(items)
    {
    }

    internal static JoinedList<T> None { get; } = new([]);

    /// <summary>Returns the items, separated by commas; as JSON if an item contains a comma.</summary>
    public override string ToString() => CellText.OfList([.. this.Select(item => item?.ToString() ?? "")]);

    internal static JoinedList<T> Of(IReadOnlyList<T> items)
        => items as JoinedList<T> ?? (items.Count == 0 ? None : new JoinedList<T>(items as IList<T> ?? [.. items]));
}
