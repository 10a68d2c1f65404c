using System.Text;

namespace OpenStackImage.Sharing;

/// <summary>
/// A sharing file as a table: one row per entry and project. An entry without projects is a row whose cells of the project are empty.
/// </summary>
internal static class SharingCsv
{
    private const int ImageColumns = 7;
    private const char Separator = ';';
    private const char Escape = '\\';

    private static readonly string[] Columns =
    [
        "ImageId", "ImageName", "ImagePattern", "ImageTag", "ImageProperty", "ImageOwner", "ImageOwnerDomain",
        "ProjectId", "ProjectName", "ProjectDomain", "Status", "Until",
    ];

    /// <summary>Writes a document.</summary>
    public static void Write(TextWriter text, SharingDocument document)
    {
        text.Write(CsvRows.Row(Columns) + "\n");
        foreach (var entry in document.Entries)
        {
            foreach (var project in entry.Projects.DefaultIfEmpty(new ListedProject(null, null, null, null, null, 0)))
            {
                var status = entry.Projects.Count == 0 ? null : project.Status ?? SharingKeys.Keep;
                text.Write(CsvRows.Row(
                [
                    entry.Images.Id, entry.Images.Name, entry.Images.Pattern,
                    Join(entry.Images.Tags),
                    Join(entry.Images.Properties.Select(property => $"{Escaped(property.Key, '=')}={property.Value}")),
                    entry.Images.Owner, entry.Images.OwnerDomain,
                    project.Id, project.Name, project.Domain, status, SharingTime.Text(project.Until),
                ]) + "\n");
            }
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="SharingFileException">The text is not CSV, or not a sharing file.</exception>
    public static SharingDocument Read(SharingDocumentBuilder builder, string text)
    {
        int[]? order = null;
        foreach (var (line, cells) in CsvRows.Read(builder.Path, text))
        {
            if (order is null)
            {
                order = ReadHeader(builder.Path, line, cells);
                continue;
            }

            // Spreadsheets write empty rows as separators alone.
            if (cells.All(cell => cell.Length == 0))
            {
                continue;
            }

            if (cells.Count != order.Length)
            {
                throw SharingFileException.Malformed(
                    builder.Path,
                    line,
                    FormattableString.Invariant(
                        $"the row and the header have different numbers of cells: {cells.Count} and {order.Length}."));
            }

            var values = new string?[Columns.Length];
            for (var index = 0; index < order.Length; index++)
            {
                values[order[index]] = cells[index].Length == 0 ? null : cells[index];
            }

            builder.Row(Entry(line, values), string.Join("\0", values.Take(ImageColumns)));
        }

        return order is null
            ? throw SharingFileException.Malformed(builder.Path, 0, $"the header is missing: {string.Join(",", Columns)}")
            : builder.Build(requiresKeys: false);
    }

    /// <summary>Returns the column of each cell.</summary>
    private static int[] ReadHeader(string path, int line, IReadOnlyList<string> names)
    {
        if (names.Count == 1 && names[0].IndexOf(Separator) >= 0)
        {
            throw SharingFileException.Malformed(path, line, "the columns are separated by semicolons. Save the file with commas.");
        }

        var order = names
            .Select(name => Array.FindIndex(Columns, column => string.Equals(column, name.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToArray();
        if (Array.IndexOf(order, -1) is >= 0 and var unknown)
        {
            var known = string.Join(", ", Columns);
            throw SharingFileException.Malformed(path, line, $"'{names[unknown]}' is an unknown column. Known columns: {known}.");
        }

        return order.Distinct().Count() == order.Length
            ? order
            : throw SharingFileException.Malformed(path, line, "a column occurs twice.");
    }

    private static SharingNode Entry(int line, string?[] values)
    {
        var tags = values[3] is { } tag
            ? new SharingNode(line, null, Items: [.. Split(tag).Select(part => new SharingNode(line, part))])
            : null;
        var properties = values[4] is { } property
            ? new SharingNode(line, null, Entries: [.. Split(property).Select(part => Property(line, part))])
            : null;
        var images = Mapping(
            line,
            (SharingKeys.Id, Single(line, values[0])),
            (SharingKeys.Name, Single(line, values[1])),
            (SharingKeys.Pattern, Single(line, values[2])),
            (SharingKeys.Tag, tags), (SharingKeys.Property, properties),
            (SharingKeys.Owner, Single(line, values[5])), (SharingKeys.OwnerDomain, Single(line, values[6])));
        var project = Mapping(
            line,
            (SharingKeys.Id, Single(line, values[7])),
            (SharingKeys.Name, Single(line, values[8])),
            (SharingKeys.Domain, Single(line, values[9])),
            (SharingKeys.Status, Single(line, values[10])), (SharingKeys.Until, Single(line, values[11])));
        var projects = new SharingNode(line, null, Items: project.Entries!.Count == 0 ? [] : [project]);
        return Mapping(line, (SharingKeys.Images, images), (SharingKeys.Projects, projects));
    }

    private static SharingNode Mapping(int line, params (string Key, SharingNode? Value)[] entries)
        => new(line, null, Entries: [.. entries.Where(entry => entry.Value is not null)
            .Select(entry => new SharingKeyValue(entry.Key, line, entry.Value!))]);

    private static SharingNode? Single(int line, string? text) => text is null ? null : new SharingNode(line, text);

    private static SharingKeyValue Property(int line, string part)
    {
        var name = new StringBuilder();
        var index = 0;
        for (; index < part.Length && part[index] != '='; index++)
        {
            index += part[index] == Escape && index + 1 < part.Length ? 1 : 0;
            name.Append(part[index]);
        }

        return new(name.ToString(), line, new SharingNode(line, index < part.Length ? part.Substring(index + 1) : null));
    }

    private static string Join(IEnumerable<string> parts)
        => string.Join(Separator.ToString(), parts.Select(part => Escaped(part, Separator)));

    /// <summary>Puts a backslash before a special character and before a backslash.</summary>
    private static string Escaped(string text, char special)
        => text.Replace("\\", "\\\\").Replace(special.ToString(), Escape.ToString() + special);

    private static IEnumerable<string> Split(string text)
    {
        var part = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == Separator)
            {
                yield return part.ToString();
                part.Clear();
                continue;
            }

            index += text[index] == Escape && index + 1 < text.Length ? 1 : 0;
            part.Append(text[index]);
        }

        yield return part.ToString();
    }
}
