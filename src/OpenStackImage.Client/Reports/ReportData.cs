using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Reports;

/// <summary>
/// The JSON document of a report, which the page shows and a later report reads. It is part of an HTML page, so that the characters with a
/// meaning in HTML are escaped.
/// </summary>
internal static class ReportData
{
    public const string Kind = "kind";
    public const string KindOfReport = "OpenStackImage.SharingReport";

    /// <summary>Returns the document.</summary>
    public static string Write(SharingReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var json = new JsonTextWriter(text) { StringEscapeHandling = StringEscapeHandling.EscapeHtml };
        json.WriteStartObject();
        Write(json, Kind, KindOfReport);
        Write(json, "createdAt", ReportTime.Text(report.CreatedAt));
        Write(json, "scope", report.Scope);
        Write(json, "isCompared", report.IsCompared);
        WriteList(json, "findings", ReportFinding.All, finding =>
        {
            Write(json, "key", finding.Key);
            Write(json, "title", string.Format(CultureInfo.InvariantCulture, finding.Title, report.PendingDays));
            Write(json, "label", string.Format(CultureInfo.InvariantCulture, finding.Label, report.PendingDays));
        });
        var index = new ReportIndex(report.Images, report.Projects);
        WriteList(json, "images", report.Images, image => WriteImage(json, image, index));
        WriteList(json, "projects", report.Projects, project =>
        {
            Write(json, "id", project.Id);
            Write(json, "name", project.Name);
            Write(json, "domain", project.Domain);
            Write(json, "state", StateOf(project));
        });
        WriteList(json, "shares", report.Shares, share => WriteShare(json, share));
        WriteList(json, "changes", report.Changes, change =>
        {
            Write(json, "kind", change.Kind);
            Write(json, "image", change.Image);
            Write(json, "project", change.Project);
            Write(json, "before", change.Before);
            Write(json, "now", change.Now);
        });
        json.WriteEndObject();
        return text.ToString();
    }

    /// <summary>Reads the members of a document that <see cref="Write(SharingReport)"/> has written.</summary>
    /// <exception cref="JsonException">The document is damaged.</exception>
    public static EarlierReport Read(JObject report)
    {
        var images = ListOf(report, "images");
        var projects = ListOf(report, "projects");
        var rows = ListOf(report, "shares")
            .Where(share => !TextsOf(share["findings"]).Contains(ReportFinding.Returning))
            .Select(share =>
            {
                var image = ItemOf(images, share["image"]);
                var project = ItemOf(projects, share["project"]);
                return new ReportRow((string?)image["id"] ?? "", (string?)project["id"] ?? "", (string?)share["status"] ?? "")
                {
                    Cloud = (string?)image["cloud"],
                    ImageName = (string?)image["name"],
                    MemberName = (string?)project["name"],
                    MemberDomain = (string?)project["domain"],
                    CreatedAt = ReportTime.Parse((string?)share["created"]),
                    UpdatedAt = ReportTime.Parse((string?)share["updated"]),
                };
            });
        return new EarlierReport([.. rows], ReportTime.Parse((string?)report["createdAt"]), (string?)report["scope"]);
    }

    private static void WriteImage(JsonTextWriter json, ReportImage image, ReportIndex index)
    {
        Write(json, "id", image.Id);
        Write(json, "name", image.Name);
        Write(json, "cloud", image.Cloud);
        Write(json, "owner", index.FindProject(image.Cloud, image.OwnerId));
        Write(json, "visibility", image.Visibility);
        Write(json, "hidden", image.IsHidden);
        Write(json, "missing", image.IsMissing);
    }

    private static void WriteShare(JsonTextWriter json, ReportShare share)
    {
        Write(json, "image", share.Image);
        Write(json, "project", share.Project);
        Write(json, "status", share.Row.Status);
        Write(json, "created", ReportTime.Text(share.Row.CreatedAt));
        Write(json, "updated", ReportTime.Text(share.Row.UpdatedAt));
        if (share.Findings.Count > 0)
        {
            json.WritePropertyName("findings");
            json.WriteStartArray();
            foreach (var finding in share.Findings)
            {
                json.WriteValue(finding);
            }

            json.WriteEndArray();
        }
    }

    private static string? StateOf(ReportProject project) => project.State switch
    {
        ProjectState.Enabled => "enabled",
        ProjectState.Disabled => "disabled",
        ProjectState.Missing => "missing",
        _ => null,
    };

    private static JObject[] ListOf(JObject report, string name)
        => report[name] is JArray list && list.All(item => item is JObject)
            ? [.. list.Cast<JObject>()]
            : throw new JsonReaderException($"The report has no list '{name}'");

    private static JObject ItemOf(JObject[] list, JToken? index)
        => index is { Type: JTokenType.Integer } && (long)index is var position && position >= 0 && position < list.Length
            ? list[position]
            : throw new JsonReaderException("The report refers to an item that it does not contain");

    private static IEnumerable<string?> TextsOf(JToken? list)
        => list is JArray texts ? texts.OfType<JValue>().Select(text => (string?)text) : [];

    private static void WriteList<T>(JsonTextWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(JsonTextWriter json, string name, object? value)
    {
        // Empty fields are omitted, because a report of 10,000 members has many of them.
        if (value is not (null or false))
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }
    }
}
