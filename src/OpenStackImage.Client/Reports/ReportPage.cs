using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Reports;

/// <summary>
/// The HTML page of a report: one file without requests to anything outside. Its Content-Security-Policy permits the script and the style
/// of the page only, by their hashes. The files of the folder Page are its parts.
/// </summary>
internal static class ReportPage
{
    /// <summary>The start of the element that contains the data, in every version of the page.</summary>
    private const string DataStart = "<script type=\"application/json\" id=\"report-data\">";

    private const string DataEnd = "</script>";
    private const string Folder = "OpenStackImage.Reports.Page.";

    /// <summary>The parts of the script, in the order in which they depend on each other.</summary>
    private static readonly string[] Scripts = ["data.js", "filter.js", "table.js", "views.js", "matrix.js", "main.js"];

    private static readonly Regex Placeholder = new(@"\{\{(?<name>[a-z-]+)\}\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Returns the page.</summary>
    public static string Write(SharingReport report)
    {
        var style = Part("report.css");
        var script = string.Concat(Scripts.Select(Part));
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["style"] = style,
            ["style-hash"] = HashOf(style),
            ["script"] = script,
            ["script-hash"] = HashOf(script),
            ["title"] = HtmlText.Of($"Image sharing review: {report.Scope}"),
            ["scope"] = HtmlText.Of(report.Scope),
            ["time"] = HtmlText.Of(ReportTime.ForReading(report.CreatedAt)),
            ["time-iso"] = HtmlText.Of(ReportTime.Text(report.CreatedAt)),
            ["comparison"] = ComparisonOf(report),
            ["totals"] = string.Concat(report.Totals.Select(total => $"<div><dt>{total.Label}</dt><dd>{Number(total.Count)}</dd></div>")),
            ["findings"] = FindingsOf(report),
            ["notes"] = string.Concat(report.Notes.Select(note => $"<li>{HtmlText.Of(note)}</li>")),
            ["changes-tab"] = report.IsCompared
                ? "<button type=\"button\" role=\"tab\" id=\"tab-changes\" data-view=\"changes\" aria-controls=\"panel\">Changes</button>"
                : "",
            ["data-start"] = DataStart,
            ["data"] = ReportData.Write(report),
            ["data-end"] = DataEnd,
        };

        // The placeholders are replaced in one pass, so that text in a value is never treated as a placeholder.
        return Placeholder.Replace(Part("report.html"), match => values[match.Groups["name"].Value]);
    }

    /// <summary>Returns the data of a page; null for another text.</summary>
    public static string? FindData(string text)
    {
        var start = text.IndexOf(DataStart, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(DataEnd, start + DataStart.Length, StringComparison.Ordinal);
        return end < 0 ? null : text.Substring(start + DataStart.Length, end - start - DataStart.Length);
    }

    private static string ComparisonOf(SharingReport report)
    {
        if (!report.IsCompared)
        {
            return "";
        }

        var since = report.EarlierAt is { } time ? ReportTime.ForReading(time) : "the earlier export";
        return HtmlText.Of($"Since {since}: ")
            + $"{Counted(report.CountOfChange(ReportChange.Gained), "project-image pair")} gained access, "
            + $"{Number(report.CountOfChange(ReportChange.Lost))} lost it, "
            + $"{Number(report.CountOfChange(ReportChange.StatusChanged))} changed the member status.";
    }

    private static string FindingsOf(SharingReport report)
    {
        var found = ReportFinding.All
            .Select(finding => (Finding: finding, Count: report.CountOfFinding(finding.Key)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"<li class=\"finding-{entry.Finding.Key}\">"
                + $"<button type=\"button\" data-finding=\"{entry.Finding.Key}\" aria-pressed=\"false\"><b>{Number(entry.Count)}</b> "
                + $"{string.Format(CultureInfo.InvariantCulture, entry.Finding.Title, report.PendingDays)}</button>"
                + $"<p>{entry.Finding.Text}</p></li>")
            .ToArray();
        return found.Length > 0 ? $"<ul class=\"findings\">{string.Concat(found)}</ul>" : "<p>There are no findings.</p>";
    }

    private static string Counted(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The hash of an inline script or style, as the policy names it. A browser hashes it with its own line ends.</summary>
    private static string HashOf(string text)
    {
#if NET
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
#else
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)));
#endif
    }

    private static string Part(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The assembly does not contain {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
