using System.Text.RegularExpressions;
using OpenStackImage.Sharing;

namespace OpenStackImage.Reports;

/// <summary>Reads the members of an earlier export that is a sharing file of Export-OSImageSharing.</summary>
internal static class EarlierSharing
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The key with the entries of a JSON file, after others.</summary>
    private static readonly Regex JsonMark = new(
        @"\A\s*\{(?:\s*""[^""]*""\s*:\s*(?:""[^""]*""|[0-9.]+)\s*,)*\s*""shares""", RegexOptions.None, MatchTimeout);

    /// <summary>A header with a column that rows of members do not have.</summary>
    private static readonly Regex CsvMark = new(
        @"\A(?![^\r\n]*\bMemberId\b)[^\r\n]*\bProject(?:Id|Name|Domain)\b", RegexOptions.None, MatchTimeout);

    /// <summary>True if the content of a file is a sharing file, and not a list of members.</summary>
    /// <param name="path">The path; its extension determines the format.</param>
    /// <param name="text">The content.</param>
    public static bool IsSharingFile(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".yaml" or ".yml" => true,
        ".json" => JsonMark.IsMatch(text),
        ".csv" => CsvMark.IsMatch(text),
        _ => false,
    };

    /// <summary>Returns the members that a sharing file lists. Those of an exported file have the IDs of images and projects.</summary>
    /// <param name="path">The path.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="SharingFileException">It is not a valid sharing file.</exception>
    /// <exception cref="OpenStackException">It selects images or projects by other than their IDs.</exception>
    public static EarlierReport Read(string path, string text)
    {
        var rows = new List<ReportRow>();
        foreach (var entry in SharingFile.Parse(path, text).Entries)
        {
            foreach (var project in entry.Projects)
            {
                rows.Add(RowOf(entry.Images, project) ?? throw EarlierReport.Invalid(
                    path, FormattableString.Invariant($"line {project.Line} has no ID of the image or the project")));
            }
        }

        return new EarlierReport(rows, null, null);
    }

    private static ReportRow? RowOf(ImageSelector image, ListedProject project) => ReportRow.Of(
        field => field switch
        {
            nameof(ReportRow.ImageId) => image.Id,
            nameof(ReportRow.ImageName) => image.Name,
            nameof(ReportRow.MemberId) => project.Id,
            nameof(ReportRow.MemberName) => project.Name,
            nameof(ReportRow.MemberDomain) => project.Domain,
            nameof(ReportRow.Status) => project.Status,
            _ => null,
        },
        time: _ => null);
}
