using System.Text;

namespace OpenStackImage.Files;

/// <summary>Reads comma-separated values (RFC 4180), or values that another character separates.</summary>
/// <param name="text">The content of a file.</param>
/// <param name="delimiter">The character between two cells.</param>
/// <param name="malformed">Returns the exception for a line that is not valid, and what is wrong with it.</param>
internal sealed class CsvReader(string text, char delimiter, Func<int, string, Exception> malformed)
{
    /// <summary>
    /// The limit exceeds the number of cells in every row that this module reads. Spreadsheets on Windows write empty cells on the right.
    /// </summary>
    private const int MaxCells = 256;

    private int _at;
    private int _line = 1;

    /// <summary>Returns the rows with the lines on which they begin. Empty lines are omitted.</summary>
    public IEnumerable<(int Line, IReadOnlyList<string> Cells)> Rows()
    {
        while (_at < text.Length)
        {
            var line = _line;
            var cells = ReadRow();
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                yield return (line, cells);
            }
        }
    }

    private List<string> ReadRow()
    {
        var line = _line;
        var cells = new List<string> { ReadCell() };
        while (Skip(delimiter))
        {
            cells.Add(ReadCell());
            if (cells.Count > MaxCells)
            {
                throw malformed(line, FormattableString.Invariant($"the row has more than {MaxCells} cells."));
            }
        }

        Skip('\r');
        Skip('\n');
        _line++;
        return cells;
    }

    private bool Skip(char character)
    {
        if (_at == text.Length || text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private string ReadCell() => Skip('"') ? ReadQuoted() : ReadPlain();

    private string ReadPlain()
    {
        var start = _at;
        while (!IsAtCellEnd())
        {
            if (text[_at++] == '"')
            {
                throw malformed(_line, "a quote is inside a cell without quotes. Put the cell in quotes, and double the quote.");
            }
        }

        return text.Substring(start, _at - start);
    }

    private string ReadQuoted()
    {
        var first = _line;
        var cell = new StringBuilder();
        while (_at < text.Length)
        {
            var character = text[_at++];
            if (character != '"' || Skip('"'))
            {
                _line += character == '\n' ? 1 : 0;
                cell.Append(character);
            }
            else if (IsAtCellEnd())
            {
                return cell.ToString();
            }
            else
            {
                throw malformed(_line, "text follows the closing quote of a cell.");
            }
        }

        throw malformed(first, "the quote that begins here has no end.");
    }

    private bool IsAtCellEnd() => _at == text.Length || text[_at] == delimiter || text[_at] is '\r' or '\n';
}
