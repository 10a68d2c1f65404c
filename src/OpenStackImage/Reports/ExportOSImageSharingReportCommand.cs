using System.Management.Automation;
using System.Text;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Files;
using OpenStackImage.ImageData;

namespace OpenStackImage.Reports;

/// <summary>
/// Exports a report of the projects that have access to shared images, as one HTML file. The report contains a matrix of images and
/// projects, views with filters and a search, findings, and the changes since an earlier export.
/// </summary>
[Cmdlet(VerbsData.Export, "OSImageSharingReport", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportOSImageSharingReportCommand : SharingReportCommand
{
    private const string FileSet = "File";
    private const string LiteralFileSet = "LiteralFile";

    private DownloadTarget? _target;
    private string? _since;

    /// <summary>Specifies the HTML file to write.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true, Position = 0)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Specifies the HTML file to write. Wildcard characters are part of the name, as with -Path.</summary>
    [Parameter(ParameterSetName = LiteralFileSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// Specifies an earlier export to compare with: a report of this cmdlet, a file of Export-OSImageSharing, or members that were exported
    /// with Export-Csv, ConvertTo-Json or Export-Clixml. The report then shows which projects have gained and lost access.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Specifies the number of days after which a pending member is a finding. Default: 30.</summary>
    [Parameter]
    [ValidateRange(0, 36_500)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int PendingDays { get; set; } = 30;

    /// <summary>Indicates that the cmdlet replaces an existing file. By default, an existing file causes an error (FileExists).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet writes the file object of the report. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => _target?.Path;

    /// <summary>Resolves the paths, so that one that cannot be used is an error before the first request.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var path = LiteralPath ?? Path!;
        try
        {
            var file = FileSystemPath.Of(SessionState, path);
            _target = Directory.Exists(file) ? throw LocalFile.IsFolder(file) : DownloadTarget.Of(file, Force);
            path = Since;
            _since = Since is null ? null : FileSystemPath.OfExisting(SessionState, Since, isLiteral: false);
        }
        catch (FileException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, path));
        }
    }

    private protected override async Task ReportAsync(SharingCollector collector, PipelineWriter writer)
    {
        var earlier = _since is null ? null : await EarlierMembers.ReadAsync(_since).ConfigureAwait(false);
        var report = await collector.CollectAsync(PendingDays, earlier).ConfigureAwait(false);
        if (earlier is { Rows.Count: > 0 } && report.Shares.Count > 0 && !HasCommonImage(earlier, report))
        {
            writer.WriteWarning(
                $"No image of '{_since}' is in this report, so every share counts as a change. The file may be of another cloud or "
                    + "project.");
        }

        if (!await writer.ConfirmAsync($"Write the report of {report.Shares.Count} shares as '{_target!.Path}'").ConfigureAwait(false))
        {
            return;
        }

        var page = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(ReportPage.Write(report));
        using (var file = new FileSink(_target, imageId: "", resumes: false))
        {
            await file.WriteAsync(page, page.Length, writer.CancellationToken).ConfigureAwait(false);
            file.Finish();
        }

        if (PassThru)
        {
            await writer.WriteAsync(new FileInfo(_target.Path)).ConfigureAwait(false);
        }
    }

    private static bool HasCommonImage(EarlierReport earlier, SharingReport report)
    {
        var images = new HashSet<string>(report.Shares.Select(share => share.Row.ImageId), StringComparer.Ordinal);
        return earlier.Rows.Any(row => images.Contains(row.ImageId));
    }
}
