using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.Reports;

/// <summary>
/// The members of an earlier export: a report of this module, a sharing file, or members that were exported as CSV or JSON.
/// </summary>
/// <param name="Rows">The members.</param>
/// <param name="CreatedAt">The time of the export; null if the file does not contain it.</param>
/// <param name="Scope">What a report covers; null for other files.</param>
internal sealed record EarlierReport(IReadOnlyList<ReportRow> Rows, DateTime? CreatedAt, string? Scope)
{
    /// <summary>The largest file that is read.</summary>
    private const long MaxBytes = 512L * 1024 * 1024;

    private const int MaxDepth = 16;

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="OpenStackException">The file is too large.</exception>
    public static Task<string> ReadTextAsync(string path) => LocalFile.TryAsync(path, async () =>
    {
        using var file = LocalFile.OpenRegular(path);
        if (file.Length > MaxBytes)
        {
            throw Invalid(path, $"it is larger than {ByteSize.Limit(MaxBytes)}");
        }

        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    });

    /// <summary>Reads an earlier export.</summary>
    /// <param name="path">The path, for messages.</param>
    /// <param name="text">The content of the file.</param>
    /// <exception cref="OpenStackException">It is not an export of members.</exception>
    public static EarlierReport Read(string path, string text)
    {
        try
        {
            var content = ReportPage.FindData(text) ?? text.TrimStart();
            if (content.StartsWith("<", StringComparison.Ordinal))
            {
                throw Invalid(path, "it is a page without the complete data of a report");
            }

            return EarlierSharing.IsSharingFile(path, content) ? EarlierSharing.Read(path, content)
                : content.StartsWith("{", StringComparison.Ordinal) || content.StartsWith("[", StringComparison.Ordinal)
                ? OfJson(path, Parse(content))
                : OfCsv(path, text);
        }
        catch (JsonException failure)
        {
            throw Invalid(path, $"it is not valid JSON ({failure.Message.TrimEnd('.')})");
        }
        catch (FormatException failure)
        {
            throw Invalid(path, failure.Message.TrimEnd('.'));
        }
    }

    /// <summary>Returns the error of a file that is not an export of members.</summary>
    public static OpenStackException Invalid(string path, string reason)
        => new(ErrorIds.InvalidMemberRow, $"'{path}' is not an earlier export of members: {reason}.")
        {
            RecommendedAction = "Specify a report of Export-OSImageSharingReport, a file of Export-OSImageSharing, or members that were "
                + "exported with Export-Csv, ConvertTo-Json or Export-Clixml.",
        };

    private static EarlierReport OfJson(string path, JToken json)
    {
        if (json is JObject report && (string?)report[ReportData.Kind] == ReportData.KindOfReport)
        {
            return ReportData.Read(report);
        }

        var rows = new List<ReportRow>();
        foreach (var item in json is JArray array ? array : new JArray(json))
        {
            var row = item is JObject member ? OfObject(member) : null;
            rows.Add(row ?? throw Invalid(path, $"member {rows.Count + 1} has no ImageId or no MemberId"));
        }

        return new EarlierReport(rows, null, null);
    }

    private static ReportRow? OfObject(JObject member)
    {
        string? Field(string name)
        {
            var value = member.GetValue(name, StringComparison.OrdinalIgnoreCase);
            return value is JValue { Value: not null } text ? (string?)text : null;
        }

        return ReportRow.Of(Field, name => ReportTime.Parse(Field(name)));
    }

    private static EarlierReport OfCsv(string path, string text)
    {
        var lines = CsvText.Read(text, nameof(ReportRow.ImageId)) ?? throw Invalid(path, "it has no column ImageId");
        var rows = new List<ReportRow>();
        foreach (var (line, cells) in lines)
        {
            string? Field(string name) => cells.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
            var row = ReportRow.Of(Field, name => ReportTime.Parse(Field(name)));
            rows.Add(row ?? throw Invalid(path, FormattableString.Invariant($"line {line} has no ImageId or no MemberId")));
        }

        return new EarlierReport(rows, null, null);
    }

    private static JToken Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
        return JToken.ReadFrom(reader);
    }
}
