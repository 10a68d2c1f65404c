using System.Text;

namespace OpenStackImage.Sharing;

/// <summary>
/// Comma-separated values (RFC 4180). A cell that begins with a character from which spreadsheets start a formula gets an apostrophe before
/// it, which is removed when the cell is read: names of images and projects come from other tenants.
/// </summary>
internal static class CsvRows
{
    private const char Guard = '\'';
    private const string Formula = "=+-@'\t\r\n";

    /// <summary>More cells than any row of a sharing file has.</summary>
    private const int MaxCells = 64;

    /// <summary>Returns a row without its line end.</summary>
    public static string Row(IEnumerable<string?> cells) => string.Join(",", cells.Select(Cell));

    /// <summary>Returns the rows of a text with the lines on which they begin. Empty lines are omitted.</summary>
    /// <exception cref="SharingFileException">The text is not CSV.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string path, string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var start = line;
            var cells = new List<string>();
            do
            {
                cells.Add(ReadCell(path, text, ref at, ref line));
                if (cells.Count > MaxCells)
                {
                    throw SharingFileException.Malformed(
                        path, start, FormattableString.Invariant($"the row has more than {MaxCells} cells."));
                }
            }
            while (at < text.Length && text[at] == ',' && ++at <= text.Length);

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\n')
            {
                at++;
            }

            line++;
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                yield return (start, cells);
            }
        }
    }

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var text = Formula.IndexOf(value![0]) >= 0 ? Guard + value : value;
        return text.IndexOfAny([',', '"', '\r', '\n']) >= 0 || text.Trim() != text ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    private static string ReadCell(string path, string text, ref int at, ref int line)
    {
        var cell = at < text.Length && text[at] == '"' ? ReadQuoted(path, text, ref at, ref line) : ReadPlain(path, text, ref at, line);
        return cell.Length > 1 && cell[0] == Guard ? cell.Substring(1) : cell;
    }

    private static string ReadPlain(string path, string text, ref int at, int line)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
        {
            if (text[at] == '"')
            {
                throw SharingFileException.Malformed(
                    path, line, "a quote is inside a cell without quotes. Put the cell in quotes, and double the quote.");
            }

            at++;
        }

        return text.Substring(start, at - start);
    }

    private static string ReadQuoted(string path, string text, ref int at, ref int line)
    {
        var first = line;
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] is ',' or '\r' or '\n'
                    ? cell.ToString()
                    : throw SharingFileException.Malformed(path, line, "text follows the closing quote of a cell.");
            }
        }

        throw SharingFileException.Malformed(path, first, "the quote that begins here has no end.");
    }
}
