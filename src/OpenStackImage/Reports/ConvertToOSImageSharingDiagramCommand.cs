using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Reports;

/// <summary>
/// Converts members to a Mermaid flowchart of owners, their images, and the projects with which the images are shared. GitHub, GitLab and
/// many wikis render such flowcharts.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "OSImageSharingDiagram")]
[OutputType(typeof(string))]
public sealed class ConvertToOSImageSharingDiagramCommand : SharingReportCommand
{
    private const int DaysWithoutEffect = 0;

    /// <summary>Specifies the images by name or ID, with wildcards. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageNameCompleter))]
    public string[] ImageName { get; set; } = [];

    /// <summary>Specifies the projects that the images are shared with by name or ID, with wildcards. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] MemberName { get; set; } = [];

    /// <summary>Specifies the projects that own the images by name or ID, with wildcards. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string[] OwnerName { get; set; } = [];

    /// <summary>Specifies the member statuses of the diagram. Default: all.</summary>
    [Parameter]
    [ValidateSet(MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected)]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>
    /// Specifies the maximum number of shares in the diagram. If there are more, the diagram contains the number of omitted shares, and the
    /// cmdlet writes a warning. Default: 100.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int Limit { get; set; } = 100;

    private protected override async Task ReportAsync(SharingCollector collector, PipelineWriter writer)
    {
        var report = await collector.CollectAsync(DaysWithoutEffect, earlier: null).ConfigureAwait(false);
        var (images, members, owners) = (Patterns(ImageName), Patterns(MemberName), Patterns(OwnerName));
        var diagram = new SharingDiagram(report) { Filter = Admits, Limit = Limit };
        var text = diagram.Draw();
        if (diagram.Omitted > 0)
        {
            writer.WriteWarning($"The diagram omits {diagram.Omitted} shares. Use filters, or a larger -Limit.");
        }

        if (diagram.Edges > SharingDiagram.MaxEdges || text.Length > SharingDiagram.MaxTextSize)
        {
            writer.WriteWarning(
                $"The diagram has {diagram.Edges} arrows and {text.Length} characters. By default, Mermaid renders at most "
                    + $"{SharingDiagram.MaxEdges} arrows and {SharingDiagram.MaxTextSize} characters. Use filters, or a smaller -Limit.");
        }

        await writer.WriteAsync(text).ConfigureAwait(false);

        bool Admits(ReportShare share)
        {
            var image = report.Images[share.Image];
            var project = report.Projects[share.Project];
            return IsAny(images, image.Name, image.Id)
                && IsAny(members, project.Name, project.Id)
                && (owners.Length == 0 || IsAny(owners, report.NameOfProject(image.Cloud, image.OwnerId), image.OwnerId))
                && (Status.Length == 0 || Status.Contains(share.Row.Status, StringComparer.OrdinalIgnoreCase));
        }
    }

    private static WildcardPattern[] Patterns(string[] texts) => [.. texts.Select(text => NamePattern.Of(text))];

    private static bool IsAny(WildcardPattern[] patterns, string? name, string? id)
        => patterns.Length == 0
            || patterns.Any(pattern => (name is not null && pattern.IsMatch(name)) || (id is not null && pattern.IsMatch(id)));
}
