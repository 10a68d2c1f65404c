using System.Text;

namespace OpenStackImage.Reports;

/// <summary>Reads comma-separated values (RFC 4180), as Export-Csv writes them.</summary>
internal static class CsvText
{
    private const char Quote = '"';

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Returns the lines as dictionaries of the column names; the names are compared without case.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="column">A column that the file must have. It determines the delimiter.</param>
    /// <returns>The lines; null if the file has no such column.</returns>
    public static IEnumerable<IReadOnlyDictionary<string, string>>? Read(string text, string column)
    {
        // Export-Csv of Windows PowerShell writes the type first.
        var start = text.StartsWith("#TYPE ", StringComparison.Ordinal) ? text.IndexOf('\n') + 1 : 0;
        foreach (var delimiter in Delimiters)
        {
            var records = Records(text, start, delimiter);
            var header = records.FirstOrDefault() ?? [];
            if (header.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                return records.Skip(1).Where(record => record.Count > 1).Select(record => Named(header, record));
            }
        }

        return null;
    }

    private static Dictionary<string, string> Named(IReadOnlyList<string> header, IReadOnlyList<string> record)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < header.Count && index < record.Count; index++)
        {
            named[header[index]] = record[index];
        }

        return named;
    }

    private static IEnumerable<IReadOnlyList<string>> Records(string text, int start, char delimiter)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var index = start; index < text.Length; index++)
        {
            var character = text[index];
            if (isQuoted)
            {
                if (character != Quote)
                {
                    field.Append(character);
                }
                else if (index + 1 < text.Length && text[index + 1] == Quote)
                {
                    field.Append(Quote);
                    index++;
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (character == Quote && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (character == delimiter)
            {
                record.Add(Take(field));
            }
            else if (character == '\n')
            {
                record.Add(Take(field));
                yield return record;
                record = [];
            }
            else if (character != '\r')
            {
                field.Append(character);
            }
        }

        if (field.Length > 0 || record.Count > 0)
        {
            record.Add(field.ToString());
            yield return record;
        }
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
