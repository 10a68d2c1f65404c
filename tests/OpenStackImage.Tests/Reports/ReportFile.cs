using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Reports;

/// <summary>A report in its own folder, which is deleted at the end.</summary>
internal sealed partial class ReportFile : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("report-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "review.html");

    public string Text => File.ReadAllText(Path);

    public Uri Address => new(Path);

    /// <summary>The data of the page.</summary>
    public JsonNode Data => JsonNode.Parse(DataElement().Match(Text).Groups["data"].Value)!;

    /// <summary>What the report does not show, as the page states it.</summary>
    public string[] Notes => [.. Note().Matches(Text).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["text"].Value))];

    /// <summary>"image project status", with " finding" for each finding, of the images with the given IDs.</summary>
    public string[] Shares(params string[] imageIds)
    {
        var data = Data;
        return [.. data["shares"]!.AsArray()
            .Select(share => (
                Image: data["images"]![(int)share!["image"]!]!,
                Project: data["projects"]![(int)share["project"]!]!,
                Share: share))
            .Where(share => imageIds.Contains((string)share.Image["id"]!))
            .Select(share => $"{share.Image["id"]} {share.Project["id"]} {share.Share["status"]}"
                + string.Concat(share.Share["findings"]?.AsArray().Select(finding => " " + finding) ?? []))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>"kind image project before now" of the changes since the earlier export.</summary>
    public string[] Changes()
    {
        var data = Data;
        return [.. data["changes"]!.AsArray()
            .Select(change => $"{change!["kind"]} {data["images"]![(int)change["image"]!]!["id"]} "
                + $"{data["projects"]![(int)change["project"]!]!["id"]} {change["before"]} {change["now"]}")
            .Order(StringComparer.Ordinal)];
    }

    public JsonNode Image(string id) => Data["images"]!.AsArray().Single(image => (string)image!["id"]! == id)!;

    public JsonNode Project(string id) => Data["projects"]!.AsArray().Single(project => (string)project!["id"]! == id)!;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex("<script type=\"application/json\" id=\"report-data\">(?<data>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();

    [GeneratedRegex("(?<=<ul>.*)<li>(?<text>[^<]*)</li>")]
    private static partial Regex Note();
}
