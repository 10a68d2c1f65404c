using OpenStackImage.Files;

namespace OpenStackImage.Sharing;

/// <summary>
/// Comma-separated values (RFC 4180). A cell that begins with a character from which spreadsheets start a formula gets an apostrophe before
/// it, which is removed when the cell is read: names of images and projects come from other tenants.
/// </summary>
internal static class CsvRows
{
    private const char Guard = '\'';
    private const string Formula = "=+-@'\t\r\n";

    /// <summary>Returns a row without its line end.</summary>
    public static string Row(IEnumerable<string?> cells) => string.Join(",", cells.Select(Cell));

    /// <summary>Returns the rows of a text with the lines on which they begin. Empty lines are omitted.</summary>
    /// <exception cref="SharingFileException">The text is not CSV.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string path, string text)
        => new CsvReader(text, ',', (line, reason) => SharingFileException.Malformed(path, line, reason)).Rows()
            .Select(row => (row.Line, (IReadOnlyList<string>)[.. row.Cells.Select(Unguarded)]));

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var text = Formula.IndexOf(value![0]) >= 0 ? Guard + value : value;
        return text.IndexOfAny([',', '"', '\r', '\n']) >= 0 || text.Trim() != text ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    private static string Unguarded(string cell) => cell.Length > 1 && cell[0] == Guard ? cell.Substring(1) : cell;
}
