using System.ComponentModel;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Marks a parameter that describes the resource itself, so that a column of a table can contain its value. Set- cmdlets read columns only
/// if no such parameter is specified; see <see cref="RowSettings"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public class RowSettingAttribute : Attribute
{
    /// <summary>Returns the value of a cell that PowerShell cannot convert as Export-Csv writes it; null for the converted value.</summary>
    /// <param name="text">The cell; null if it is not text.</param>
    /// <param name="converted">The value that PowerShell has converted.</param>
    /// <exception cref="FormatException">The cell cannot be read.</exception>
    internal virtual object? Read(string? text, object? converted)
        => converted is string[] && text is not null ? CellText.ReadList(text) : null;
}
