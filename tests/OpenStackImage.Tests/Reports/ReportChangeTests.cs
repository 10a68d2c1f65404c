using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Reports;

/// <summary>Export-OSImageSharingReport -Since: who has gained and lost access.</summary>
public sealed class ReportChangeTests(TestCloud cloud) : SharingTests(cloud)
{
    private readonly ReportFile _before = new();
    private readonly ReportFile _now = new();

    [Theory]
    [InlineData("Export-OSImageSharingReport $earlier")]
    [InlineData("Get-OSImageMember | Export-Csv $earlier")]
    [InlineData("Get-OSImageMember | Export-Csv $earlier -Delimiter ';'")]
    [InlineData("ConvertTo-Json @(Get-OSImageMember) | Set-Content $earlier")]
    [InlineData("Get-OSImageMember | Export-Clixml $earlier")]
    [InlineData("Export-OSImageSharing \"$earlier.yaml\"", ".yaml")]
    [InlineData("Export-OSImageSharing \"$earlier.json\"", ".json")]
    [InlineData("Export-OSImageSharing \"$earlier.csv\"", ".csv")]
    public async Task Gained_and_lost_access_and_changed_statuses_are_shown(string export, string extension = "")
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(2, owner);
        await owner.ShareAsync(images[0].Id, Alt);
        await owner.ShareAsync(images[1].Id, Demo);
        Connect(owner);
        Run(export).MustSucceed();
        await Alt.SetMemberStatusAsync(images[0].Id, "accepted");
        await owner.ShareAsync(images[0].Id, Demo);
        Run($"Remove-OSImageMember {images[1].Id} {Demo.ProjectId}").MustSucceed();

        Run($"Export-OSImageSharingReport $now -Since \"$earlier{extension}\"").MustSucceed();

        Assert.Equal(
            [.. new[]
            {
                $"status {images[0].Id} {Alt.ProjectId} pending accepted", $"gained {images[0].Id} {Demo.ProjectId}  pending",
                $"lost {images[1].Id} {Demo.ProjectId} pending ",
            }.Order(StringComparer.Ordinal)],
            _now.Changes());
        Assert.Contains("1 project-image pair gained access, 1 lost it, 1 changed", _now.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_export_without_an_image_of_the_report_is_a_warning_and_a_truncated_one_an_error()
    {
        var images = await ShareTwoImagesAsync();
        Run($"Get-OSImageMember {images[0].Id} | Export-OSImageSharingReport $earlier").MustSucceed();

        var other = Run($"Get-OSImageMember {images[1].Id} | Export-OSImageSharingReport $now -Since $earlier").MustSucceed();
        var same = Run("Export-OSImageSharingReport $now -Since $earlier -Force").MustSucceed();
        var truncated = Run("Set-Content $earlier '<!DOCTYPE html><html><script type=\"application/json\">{\"a\":';"
            + " Export-OSImageSharingReport $now -Since $earlier -Force");

        Assert.Contains("may be of another cloud", Assert.Single(other.Warnings), StringComparison.Ordinal);
        Assert.Empty(same.Warnings);
        Assert.Contains("without the complete data", truncated.SingleError().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images: {tag: lts}", "projects: [{id: a}]", "line 4 has no ID")]
    [InlineData("images: {id: 00000000-0000-4000-8000-000000000000}", "projects: [{name: a}]", "line 4 has no ID")]
    [InlineData("images: {id: 00000000-0000-4000-8000-000000000000}", "project: []", "'project' is an unknown key")]
    public async Task A_sharing_file_without_IDs_is_not_an_earlier_export(string images, string projects, string message)
    {
        Connect(await Tenants.AccountAsync("owner"));
        File.WriteAllText($"{_before.Path}.yaml", $"version: 1\nshares:\n  - {images}\n    {projects}\n");

        var error = Run("Export-OSImageSharingReport $now -Since \"$earlier.yaml\"").SingleError();

        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_now.Path));
    }

    [Fact]
    public async Task Members_of_an_image_that_was_made_private_would_come_back()
    {
        var owner = await Tenants.AccountAsync("owner");
        var (image, deleted) = (await ImageAsync(owner), await ImageAsync(owner));
        await owner.ShareAsync(image.Id, Alt);
        await owner.ShareAsync(deleted.Id, Alt);
        Connect(owner);
        Run("Export-OSImageSharingReport $earlier").MustSucceed();
        Run($"Set-OSImage {image.Id} -Visibility private; Remove-OSImage {deleted.Id} -Force").MustSucceed();

        Run("Export-OSImageSharingReport $now -Since $earlier -PendingDays 0").MustSucceed();

        // The project has no access at present, so the member is not reported as pending for too long.
        Assert.Equal([$"{image.Id} {Alt.ProjectId} pending returning"], _now.Shares(image.Id, deleted.Id));
        Assert.Equal(
            [.. new[] { image, deleted }.Select(lost => $"lost {lost.Id} {Alt.ProjectId} pending ").Order(StringComparer.Ordinal)],
            _now.Changes());
        Assert.Equal("private", (string)_now.Image(image.Id)["visibility"]!);
        Assert.True((bool)_now.Image(deleted.Id)["missing"]!);

        // The report itself can be compared next: an image that is not shared gives no access, so no access can be lost again.
        Run("Export-OSImageSharingReport $earlier -Since $now -Force").MustSucceed();
        Assert.Empty(_before.Changes());
    }

    [BrowserFact]
    public async Task Members_that_would_come_back_are_not_counted_as_shares()
    {
        var images = await ShareTwoImagesAsync();
        Run("Export-OSImageSharingReport $earlier").MustSucceed();
        Run($"Set-OSImage {images[0].Id} -Visibility private").MustSucceed();
        Run("Export-OSImageSharingReport $now -Since $earlier").MustSucceed();

        await using var browser = await ReportBrowser.OpenAsync(_now, "");

        Assert.Contains("<dt>Shares</dt><dd>1</dd>", _now.Text, StringComparison.Ordinal);
        Assert.Equal(
            "1 of 1 shares, 1 of 1 that would regain access, 2 images, 1 projects",
            await browser.ReadAsync<string>("document.getElementById('count').textContent"));
    }

    [Fact]
    public async Task Images_that_the_report_does_not_cover_are_not_reported_as_lost_access()
    {
        var images = await ShareTwoImagesAsync();
        Run("Export-OSImageSharingReport $earlier").MustSucceed();

        Run($"Get-OSImageMember {images[0].Id} | Export-OSImageSharingReport $now -Since $earlier").MustSucceed();

        Assert.Empty(_now.Changes());
        Assert.Contains(_now.Notes, note => note.StartsWith("1 members of the earlier export were not compared", StringComparison.Ordinal));
    }

    protected override void Dispose(bool disposing)
    {
        _before.Dispose();
        _now.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Connects as the owner of two images that are shared with the same project.</summary>
    private async Task<MadeImage[]> ShareTwoImagesAsync()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(2, owner);
        await owner.ShareAsync(images[0].Id, Alt);
        await owner.ShareAsync(images[1].Id, Alt);
        Connect(owner);
        return images;
    }

    private ShellResult Run(string script) => Shell.Set("earlier", _before.Path).Set("now", _now.Path).Run(script);
}
