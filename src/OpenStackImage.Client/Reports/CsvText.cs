using OpenStackImage.Files;

namespace OpenStackImage.Reports;

/// <summary>Reads CSV files as Export-Csv and spreadsheets write them: the delimiter depends on the culture.</summary>
internal static class CsvText
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Returns the rows as dictionaries of the column names; the names are compared ignoring case.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="column">A column that the file must have. It determines the delimiter.</param>
    /// <returns>The rows with the lines on which they begin; null if the file has no such column.</returns>
    /// <exception cref="FormatException">A row is not CSV; thrown while the rows are enumerated.</exception>
    public static IEnumerable<(int Line, IReadOnlyDictionary<string, string> Cells)>? Read(string text, string column)
    {
        // Export-Csv of Windows PowerShell writes the type first. An empty line stays, so that the lines are counted as in the file.
        if (text.StartsWith("#TYPE ", StringComparison.Ordinal))
        {
            text = text.IndexOf('\n') is >= 0 and var end ? text.Substring(end) : "";
        }

        foreach (var delimiter in Delimiters)
        {
            if (HeaderOf(text, delimiter) is { } header && header.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                return Rows(text, delimiter).Skip(1).Where(row => row.Cells.Count > 1)
                    .Select(row => (row.Line, Named(header, row.Cells)));
            }
        }

        return null;
    }

    /// <summary>Returns null for a line that has another delimiter.</summary>
    private static IReadOnlyList<string>? HeaderOf(string text, char delimiter)
    {
        try
        {
            return Rows(text, delimiter).FirstOrDefault().Cells;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Rows(string text, char delimiter)
        => new CsvReader(text, delimiter, Malformed).Rows();

    private static FormatException Malformed(int line, string reason) => new(FormattableString.Invariant($"line {line}: {reason}"));

    private static IReadOnlyDictionary<string, string> Named(IReadOnlyList<string> header, IReadOnlyList<string> cells)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < header.Count && index < cells.Count; index++)
        {
            named[header[index]] = cells[index];
        }

        return named;
    }
}
