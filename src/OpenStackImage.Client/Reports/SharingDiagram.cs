using System.Globalization;

namespace OpenStackImage.Reports;

/// <summary>A Mermaid flowchart of owners, their images, and the projects that these are shared with.</summary>
/// <param name="report">The images, projects and shares.</param>
internal sealed class SharingDiagram(SharingReport report)
{
    /// <summary>The limits of Mermaid itself, unless its configuration has others (config.schema.json, maxEdges and maxTextSize).</summary>
    public const int MaxEdges = 500;

    /// <inheritdoc cref="MaxEdges"/>
    public const int MaxTextSize = 50_000;

    private readonly List<string> _lines = ["flowchart LR"];
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);

    /// <summary>Selects the shares of the diagram.</summary>
    public Func<ReportShare, bool> Filter { get; init; } = _ => true;

    /// <summary>The maximum number of shares.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>The number of shares that the limit has omitted, after <see cref="Draw"/>.</summary>
    public int Omitted { get; private set; }

    /// <summary>The number of arrows, after <see cref="Draw"/>.</summary>
    public int Edges { get; private set; }

    /// <summary>Returns the diagram.</summary>
    public string Draw()
    {
        var shares = report.Shares.Where(Filter).ToArray();
        Omitted = Math.Max(0, shares.Length - Limit);
        foreach (var share in shares.Take(Limit))
        {
            var image = AddImage(share.Image);
            var project = AddProject(share.Project);
            var status = share.IsActive ? share.Row.Status : ReportFinding.Returning;
            var label = status.Length > 0 ? $"|{MermaidText.Label(status)}|" : "";
            AddEdge(image, project, label);
        }

        if (Omitted > 0)
        {
            var images = shares.Skip(Limit).Select(share => share.Image).Distinct().Count();
            _lines.Add($"    omitted[{MermaidText.Label($"{Number(Omitted)} more shares of {Number(images)} images are not shown")}]");
            _lines.Add("    style omitted stroke-dasharray: 4 4");
        }

        return string.Join("\n", _lines);
    }

    private string AddImage(int index)
    {
        var node = Id("image", index);
        if (_nodes.Add(node))
        {
            var image = report.Images[index];
            _lines.Add($"    {node}[{MermaidText.Label(NameOf(image.Name, image.Id))}]");
            var owner = image.OwnerId is null ? null : OwnerOf(image);
            if (owner is { } position)
            {
                AddEdge(AddOwner(position), node, label: "");
            }
        }

        return node;
    }

    private void AddEdge(string from, string to, string label)
    {
        Edges++;
        _lines.Add($"    {from} -->{label} {to}");
    }

    private int? OwnerOf(ReportImage image)
    {
        for (var index = 0; index < report.Projects.Count; index++)
        {
            if (report.Projects[index].Id == image.OwnerId && report.Projects[index].Cloud == image.Cloud)
            {
                return index;
            }
        }

        return null;
    }

    private string AddOwner(int index) => AddNode(Id("owner", index), $"[[{LabelOf(report.Projects[index])}]]");

    private string AddProject(int index) => AddNode(Id("project", index), $"([{LabelOf(report.Projects[index])}])");

    private string AddNode(string node, string shape)
    {
        if (_nodes.Add(node))
        {
            _lines.Add($"    {node}{shape}");
        }

        return node;
    }

    private static string LabelOf(ReportProject project)
    {
        var name = NameOf(project.Name, project.Id);
        return MermaidText.Label(project.State switch
        {
            ProjectState.Missing => $"{name} (does not exist)",
            ProjectState.Disabled => $"{name} (disabled)",
            _ => name,
        });
    }

    private static string NameOf(string? name, string id) => string.IsNullOrWhiteSpace(name) ? id : name!;

    private static string Id(string kind, int index) => kind + Number(index + 1);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
