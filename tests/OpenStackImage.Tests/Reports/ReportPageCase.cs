using System.Text.Json;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Reports;

/// <summary>A report of sample members, or of other rows, in a browser.</summary>
public abstract class ReportPageCase : IDisposable
{
    private protected const string Project = "0123456789abcdef0123456789abcde";

    private protected readonly Shell _shell = Shell.WithModule();
    private protected readonly ReportFile _report = new();

    private protected static readonly object[] Sample =
    [
        Row(1, "ubuntu-24.04", 1, "red", "accepted"), Row(1, "ubuntu-24.04", 2, "blue", "pending"),
        Row(2, "windows-2022", 1, "red", "rejected"), Row(3, "debian-12", 3, "green", "accepted"),
    ];

    public void Dispose()
    {
        _shell.Dispose();
        _report.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static object Row(
        int image, string imageName, int project, string projectName, string status, string domain = "Default")
        => new
        {
            ImageId = $"11111111-2222-3333-4444-{image:D12}",
            ImageName = imageName,
            MemberId = Project[..24] + $"{project:x8}",
            MemberName = projectName,
            MemberDomain = domain,
            Status = status,
            UpdatedAt = "2026-11-01T10:00:00Z",
        };

    private protected static object[] Rows(int count)
        => [.. Enumerable.Range(0, count).Select(i => Row(
            i / 10, $"image-{i / 10:D4}", i * 7 % 200, $"project-{i * 7 % 200:D3}", i % 5 == 0 ? "pending" : "accepted"))];

    private protected static Task<string> CountAsync(ReportBrowser browser)
        => browser.ReadAsync<string>("document.getElementById('count').textContent");

    private protected async Task<ReportBrowser> OpenAsync(object[] rows, string address = "", string options = "")
    {
        _shell.Set("json", JsonSerializer.Serialize(rows)).Set("path", _report.Path)
            .Run($"$json | ConvertFrom-Json | Export-OSImageSharingReport $path {options}").MustSucceed();
        return await ReportBrowser.OpenAsync(_report, address);
    }
}
