using System.Management.Automation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Reports;

/// <summary>Export-OSImageSharingReport of members from the pipeline.</summary>
public sealed class ReportInputTests(TestCloud cloud) : SharingTests(cloud)
{
    private const string ImageId = "11111111-2222-3333-4444-555555555555";
    private const string ProjectId = "0123456789abcdef0123456789abcdef";

    private const string Row = $"ImageId = '{ImageId}'; MemberId = '{ProjectId}'";

    private readonly ReportFile _report = new();

    [Fact]
    public async Task Piped_members_are_looked_up_in_their_session()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Demo.ProjectId);
        Connect(Admin);

        Run($"Get-OSImageMember {image.Id} | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Equal(
            [.. new[] { $"{image.Id} {Alt.ProjectId} pending", $"{image.Id} {Demo.ProjectId} pending own" }.Order(StringComparer.Ordinal)],
            _report.Shares(image.Id));
        Assert.Equal(image.Name, (string)_report.Image(image.Id)["name"]!);
        Assert.Equal("alt", (string)_report.Project(Alt.ProjectId)["name"]!);
    }

    [Theory]
    [InlineData("$all | Export-Csv $file; $rows = Import-Csv $file")]
    [InlineData("$all | Export-Clixml $file; $rows = Import-Clixml $file")]
    [InlineData("$all | ConvertTo-Json -AsArray | Set-Content $file; $rows = Get-Content $file | ConvertFrom-Json")]
    public async Task Exported_members_are_looked_up_if_the_default_session_is_of_their_cloud(string roundTrip)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);
        Shell.Set("file", Path.Combine(_report.Folder, "members")).Run($"$all = @(Get-OSImageMember {image.Id}); {roundTrip}")
            .MustSucceed();

        Run("$rows | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Equal([$"{image.Id} {Alt.ProjectId} pending"], _report.Shares(image.Id));
        Assert.Equal("alt", (string)_report.Project(Alt.ProjectId)["name"]!);
        Assert.Equal("shared", (string)_report.Image(image.Id)["visibility"]!);
        Assert.NotNull(_report.Data["shares"]![0]!["created"]);
    }

    [Fact]
    public void Rows_of_a_file_need_no_session_and_the_report_lists_unknown_facts()
    {
        var result = Run($$"""
            [pscustomobject]@{ {{Row}}; Status = 'Pending'; UpdatedAt = '2020-01-02T03:04:05Z' } |
                Export-OSImageSharingReport $path -PassThru
            """);

        Assert.IsType<FileInfo>(result.Single().BaseObject);
        Assert.Equal([$"{ImageId} {ProjectId} pending overdue"], _report.Shares(ImageId));
        Assert.Contains(_report.Notes, note => note.StartsWith("1 of 1 members were not looked up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_another_cloud_are_not_looked_up_in_the_default_session()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);

        Run(
            $"[pscustomobject]@{{ ImageId = '{image.Id}'; MemberId = '{Alt.ProjectId}'; Cloud = 'elsewhere' }}"
            + " | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Null(_report.Image(image.Id)["visibility"]);
        Assert.Empty(Requests());
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public void A_member_that_is_pending_longer_than_the_limit_is_a_finding(int days, bool isFinding)
    {
        Run(
            $"[pscustomobject]@{{ {Row}; Status = 'pending'; CreatedAt = (Get-Date).AddDays(-{days}) }}"
            + " | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Equal([$"{ImageId} {ProjectId} pending{(isFinding ? " overdue" : "")}"], _report.Shares(ImageId));
    }

    [Fact]
    public void An_object_that_is_not_a_member_is_one_error_and_the_others_are_reported()
    {
        var result = Run($"'text', [pscustomobject]@{{ {Row} }} | Export-OSImageSharingReport $path");

        var error = result.SingleError();
        Assert.Equal("InvalidMemberRow", error.Id());
        Assert.Equal(ErrorCategory.InvalidData, error.Category());
        Assert.Single(_report.Shares(ImageId));
    }

    [Fact]
    public void An_empty_pipeline_never_selects_everything()
    {
        Connect(Admin);

        Run("@() | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Empty(_report.Data["shares"]!.AsArray());
        Assert.Empty(Requests());
    }

    [Fact]
    public void AllProjects_and_members_exclude_each_other()
    {
        Connect(Admin);

        var error = Run($"[pscustomobject]@{{ {Row} }} | Export-OSImageSharingReport $path -AllProjects").MustTerminate();

        Assert.Equal("InvalidParameters", error.Id());
        Assert.False(File.Exists(_report.Path));
    }

    [Fact]
    public void A_member_that_is_listed_twice_is_a_finding()
    {
        Run(
            $"1..2 | ForEach-Object {{ [pscustomobject]@{{ {Row}; Status = 'accepted' }} }}"
            + " | Export-OSImageSharingReport $path").MustSucceed();

        Assert.Equal(
            [$"{ImageId} {ProjectId} accepted duplicate", $"{ImageId} {ProjectId} accepted duplicate"], _report.Shares(ImageId));
    }

    protected override void Dispose(bool disposing)
    {
        _report.Dispose();
        base.Dispose(disposing);
    }

    private ShellResult Run(string script) => Shell.Set("path", _report.Path).Run(script);
}
