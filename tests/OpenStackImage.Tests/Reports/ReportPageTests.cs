using System.Text.Json;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Reports;

/// <summary>The page of a report in a browser: the views, the filters, the keyboard, print, and large reports.</summary>
public sealed class ReportPageTests : ReportPageCase
{
    [BrowserFact]
    public async Task Search_and_filters_apply_to_every_view()
    {
        await using var browser = await OpenAsync(Sample);

        await browser.Page.TypeAsync("#search", "RED ubuntu");
        Assert.Equal("1 of 4 shares, 1 images, 1 projects", await CountAsync(browser));
        Assert.Equal(["ubuntu-24.04"], await browser.TextsAsync("tbody tr[data-index] th"));

        await browser.ShowAsync("matrix");
        Assert.Equal(["red"], await browser.TextsAsync("thead th.project"));
        Assert.Equal(["accepted"], await browser.TextsAsync("td.mark .visually-hidden"));

        await browser.Page.ClickAsync("#clear");
        Assert.Equal("4 of 4 shares, 3 images, 3 projects", await CountAsync(browser));
        await browser.Page.SelectAsync("#status", "rejected");
        Assert.Equal("1 of 4 shares, 1 images, 1 projects", await CountAsync(browser));

        await browser.Page.SelectAsync("#status", "");
        await browser.Page.ClickAsync("button[data-finding=rejected]");
        Assert.Equal("1 of 4 shares, 1 images, 1 projects", await CountAsync(browser));
        Assert.Equal(["1 Rejected images"], await browser.TextsAsync("button[data-finding][aria-pressed=true]"));
    }

    [BrowserFact]
    public async Task Each_image_shows_its_projects_and_each_project_its_images()
    {
        await using var browser = await OpenAsync(Sample, "#view=images");

        Assert.Equal(
            ["debian-12", "green", "ubuntu-24.04", "blue", "red", "windows-2022", "red"],
            (await browser.TextsAsync("tbody tr[data-index] th")).Select(text => text.Split(' ')[0]));
        await browser.Page.ClickAsync("tr[data-index='2'] button");
        Assert.Equal(
            ["debian-12", "green", "ubuntu-24.04", "windows-2022", "red"],
            (await browser.TextsAsync("tbody tr[data-index] th")).Select(text => text.Split(' ')[0]));
        Assert.Equal("false", await browser.ReadAsync<string>("document.activeElement.getAttribute('aria-expanded')"));

        await browser.ShowAsync("projects");
        Assert.Equal(
            ["blue", "ubuntu-24.04", "green", "debian-12", "red", "ubuntu-24.04", "windows-2022"],
            (await browser.TextsAsync("tbody tr[data-index] th")).Select(text => text.Split(' ')[0]));
    }

    [BrowserFact]
    public async Task The_address_keeps_the_view_and_the_filters()
    {
        await using var browser = await OpenAsync(Sample);
        await browser.ShowAsync("projects");
        await browser.Page.TypeAsync("#search", "windows");

        await browser.Page.ReloadAsync();

        Assert.Equal("1 of 4 shares, 1 images, 1 projects", await CountAsync(browser));
        Assert.Equal("windows", await browser.ReadAsync<string>("document.getElementById('search').value"));
        Assert.Equal("true", await browser.ReadAsync<string>("document.getElementById('tab-projects').getAttribute('aria-selected')"));
    }

    [BrowserFact]
    public async Task Ten_thousand_rows_are_rendered_on_demand()
    {
        await using var browser = await OpenAsync(Rows(10_000));

        Assert.Equal("10,000 of 10,000 shares, 1,000 images, 200 projects", await CountAsync(browser));
        foreach (var view in new[] { "shares", "images", "projects", "matrix" })
        {
            await browser.ShowAsync(view);
            foreach (var part in new[] { "0.3", "0.7", "1" })
            {
                var before = await browser.ReadAsync<string>("document.querySelector('tbody').textContent");
                await browser.ReadAsync<object>($"panel.scrollTo(panel.scrollWidth * {part}, panel.scrollHeight * {part})");
                await browser.Page.WaitForFunctionAsync("text => document.querySelector('tbody').textContent !== text", before);
                Assert.InRange(await browser.ReadAsync<int>("document.querySelectorAll('*').length"), 100, 4_000);
            }
        }

        await browser.ShowAsync("shares");
        await browser.Page.FocusAsync("#panel");
        await browser.Page.Keyboard.PressAsync("ArrowDown");
        await browser.Page.Keyboard.PressAsync("End");
        Assert.Equal("9999", await browser.FocusAsync());
        await browser.Page.TypeAsync("#search", "image-0999");
        Assert.Equal("10 of 10,000 shares, 1 images, 10 projects", await CountAsync(browser));
        Assert.Empty(browser.Offences);
    }

    [BrowserFact]
    public async Task Projects_of_the_same_name_are_shown_with_their_domain()
    {
        object[] rows =
        [
            Row(1, "ubuntu-24.04", 1, "red", "accepted"), Row(1, "ubuntu-24.04", 2, "red", "pending"),
            Row(1, "ubuntu-24.04", 3, "green", "pending"), Row(1, "ubuntu-24.04", 4, "white", "pending"),
            Row(1, "ubuntu-24.04", 5, "white", "pending", domain: "Customers"),
        ];
        await using var browser = await OpenAsync(rows, "#view=matrix");

        Assert.Equal(
            [
                "green", $"red ({Project[..24]}00000001)", $"red ({Project[..24]}00000002)", "white (Customers)", "white (Default)",
            ],
            await browser.TextsAsync("thead th.project"));
    }

    [BrowserFact]
    public async Task Changes_have_a_separate_view()
    {
        var earlier = Path.Combine(_report.Folder, "earlier.json");
        await File.WriteAllTextAsync(earlier, JsonSerializer.Serialize(Sample), TestContext.Current.CancellationToken);
        object[] now = [.. Sample.Skip(1), Row(1, "ubuntu-24.04", 3, "green", "pending")];
        await using var browser = await OpenAsync(now, "#view=changes", $"-Since '{earlier}'");

        Assert.Equal("2 of 2 changes", await CountAsync(browser));
        Assert.Equal(["Gained access", "Lost access"], (await browser.TextsAsync("tbody tr[data-index] th")).Order());
    }
}
