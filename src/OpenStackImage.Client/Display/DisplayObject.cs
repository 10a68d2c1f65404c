using System.Collections;
using System.Globalization;

namespace OpenStackImage;

/// <summary>The base class of the objects that the cmdlets write. Its indexer returns the texts that the views show.</summary>
public abstract class DisplayObject
{
    /// <summary>The suffix of the names that request a size with the number of bytes.</summary>
    private protected const string DetailSuffix = ".Detail";

    /// <summary>Stands for all properties in the indexer.</summary>
    private const string Every = "*";

    private const string Separator = " : ";

    private protected DisplayObject()
    {
    }

    /// <summary>
    /// Returns the text that the views show for a property: control characters are replaced, lists are joined, and sizes have a unit. The
    /// property itself has the unchanged value. The views use the indexer because they cannot call a method in Constrained Language mode.
    /// </summary>
    /// <param name="property">
    /// The name of the property; * for a list of all properties that have a value, ToString for the text of the object.
    /// </param>
    public string? this[string property] => property switch
    {
        Every => AllProperties(),
        nameof(ToString) => TextOf(ToString()),
        _ => TextOf(GetDisplayValue(property)),
    };

    /// <summary>
    /// Returns the object itself for 0 and -1, and null for any other index, as PowerShell does for objects without an indexer: a script
    /// that expects several results can then index a single result in the same way.
    /// </summary>
    /// <param name="index">The index.</param>
    public DisplayObject? this[int index] => index is 0 or -1 ? this : null;

    /// <summary>Returns the value that the views show for a property; null if there is none.</summary>
    private protected virtual object? GetDisplayValue(string property) => GetType().GetProperty(property)?.GetValue(this);

    private string AllProperties()
    {
        var lines = GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Text: this[property.Name]))
            .Where(line => !string.IsNullOrEmpty(line.Text))
            .ToArray();
        var width = lines.Max(line => (int?)line.Name.Length) ?? 0;
        var indented = Environment.NewLine + new string(' ', width + Separator.Length);
        return string.Join(
            Environment.NewLine,
            lines.Select(line => line.Name.PadRight(width) + Separator + line.Text!.Replace(Environment.NewLine, indented)));
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => TerminalText.Of(text),
        IReadOnlyDictionary<string, string> map => string.Join(
            Environment.NewLine, map.Select(entry => TerminalText.Of($"{entry.Key}={entry.Value}"))),
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(TextOf)),
        _ => TerminalText.Of(Convert.ToString(value, CultureInfo.CurrentCulture)),
    };
}
