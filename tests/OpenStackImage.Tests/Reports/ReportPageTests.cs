using System.Text.Json;
using OpenStackImage.Tests.Harness;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace OpenStackImage.Tests.Reports;

/// <summary>The page of a report in a browser: the views, the filters, the keyboard, print, and large reports.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Project = "0123456789abcdef0123456789abcde";

    private readonly Shell _shell = Shell.WithModule();
    private readonly ReportFile _report = new();

    private static readonly object[] Sample =
    [
        Row(1, "ubuntu-24.04", 1, "red", "accepted"), Row(1, "ubuntu-24.04", 2, "blue", "pending"),
        Row(2, "windows-2022", 1, "red", "rejected"), Row(3, "debian-12", 3, "green", "accepted"),
    ];

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
    public async Task All_controls_are_reachable_by_keyboard()
    {
        await using var browser = await OpenAsync(Sample);
        var keyboard = browser.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        Assert.Equal("skip-link", await browser.FocusAsync());
        await keyboard.PressAsync("/");
        Assert.Equal("search", await browser.FocusAsync());

        await browser.Page.FocusAsync("#tab-shares");
        await keyboard.PressAsync("ArrowRight");
        Assert.Equal("tab-matrix", await browser.FocusAsync());
        Assert.Equal("true", await browser.ReadAsync<string>("document.activeElement.getAttribute('aria-selected')"));

        await browser.Page.FocusAsync("#panel");
        await keyboard.PressAsync("ArrowDown");
        Assert.Equal("0 0", await browser.FocusAsync());
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("ArrowDown");
        Assert.Equal("1 1", await browser.FocusAsync());
        await keyboard.PressAsync("End");
        Assert.Equal("1 2", await browser.FocusAsync());

        await browser.ShowAsync("shares");
        await browser.Page.FocusAsync("#panel");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowDown");
        Assert.Equal("1", await browser.FocusAsync());
        await keyboard.PressAsync("End");
        Assert.Equal("3", await browser.FocusAsync());
        Assert.Empty(browser.Offences);
    }

    [BrowserFact]
    public async Task Tables_have_headers_counts_and_sort_order_for_screen_readers()
    {
        await using var browser = await OpenAsync(Sample);

        Assert.Equal("5", await browser.ReadAsync<string>("document.querySelector('table').getAttribute('aria-rowcount')"));
        Assert.Equal(7, (await browser.TextsAsync("thead th[scope=col]")).Length);
        Assert.Equal(4, (await browser.TextsAsync("tbody th[scope=row]")).Length);
        Assert.Equal(["Image"], await browser.TextsAsync("th[aria-sort=ascending]"));
        await browser.Page.ClickAsync("thead th:nth-child(3) button");
        Assert.Equal(["Project"], await browser.TextsAsync("th[aria-sort=ascending]"));
        Assert.Equal("blue", (await browser.TextsAsync("tbody tr[data-index] td:nth-child(3)"))[0]);
        await browser.Page.ClickAsync("thead th:nth-child(3) button");
        Assert.Equal(["Project"], await browser.TextsAsync("th[aria-sort=descending]"));
        Assert.Equal("red", (await browser.TextsAsync("tbody tr[data-index] td:nth-child(3)"))[0]);
        Assert.Equal("polite", await browser.ReadAsync<string>("document.getElementById('count').getAttribute('aria-live')"));
        Assert.Equal("en", await browser.ReadAsync<string>("document.documentElement.lang"));
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

    [BrowserTheory]
    [InlineData("light", "shares")]
    [InlineData("dark", "shares")]
    [InlineData("light", "matrix")]
    [InlineData("dark", "matrix")]
    [InlineData("light", "images")]
    [InlineData("dark", "images")]
    public async Task Text_has_enough_contrast_in_both_themes(string theme, string view)
    {
        await using var browser = await OpenAsync(Sample);
        await browser.Page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        await browser.ShowAsync(view);

        var low = await browser.Page.EvaluateFunctionAsync<string[]>(Contrast.Script);

        Assert.Empty(low);
        Assert.Equal(
            theme == "dark",
            await browser.ReadAsync<bool>("getComputedStyle(document.body).backgroundColor === 'rgb(18, 22, 28)'"));
    }

    [BrowserFact]
    public async Task The_printed_page_has_every_row_and_no_controls()
    {
        await using var browser = await OpenAsync(Rows(500));
        Assert.InRange((await browser.TextsAsync("tbody tr[data-index]")).Length, 10, 100);

        await browser.Page.EmulateMediaTypeAsync(MediaType.Print);
        await browser.UntilAsync("document.querySelectorAll('tbody tr[data-index]').length === 500");
        Assert.Equal("none", await browser.ReadAsync<string>("getComputedStyle(document.querySelector('.filters')).display"));
        Assert.Equal("visible", await browser.ReadAsync<string>("getComputedStyle(document.getElementById('panel')).overflowY"));
        Assert.Equal(
            "table-header-group", await browser.ReadAsync<string>("getComputedStyle(document.querySelector('thead')).display"));

        await browser.Page.EmulateMediaTypeAsync(MediaType.Screen);
        await browser.UntilAsync("document.querySelectorAll('tbody tr[data-index]').length < 100");
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

    [BrowserTheory]
    [InlineData("shares")]
    [InlineData("matrix")]
    [InlineData("images")]
    public async Task At_a_zoom_of_400_percent_only_the_tables_scroll_sideways(string view)
    {
        await using var browser = await OpenAsync(Sample);
        await browser.Page.SetViewportAsync(new ViewPortOptions { Width = 320, Height = 256 });
        await browser.ShowAsync(view);

        Assert.Equal(320, await browser.ReadAsync<int>("document.documentElement.scrollWidth"));
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

    public void Dispose()
    {
        _shell.Dispose();
        _report.Dispose();
    }

    private static object Row(int image, string imageName, int project, string projectName, string status, string domain = "Default") => new
    {
        ImageId = $"11111111-2222-3333-4444-{image:D12}",
        ImageName = imageName,
        MemberId = Project[..24] + $"{project:x8}",
        MemberName = projectName,
        MemberDomain = domain,
        Status = status,
        UpdatedAt = "2026-11-01T10:00:00Z",
    };

    private static object[] Rows(int count)
        => [.. Enumerable.Range(0, count).Select(i => Row(
            i / 10, $"image-{i / 10:D4}", (i * 7) % 200, $"project-{(i * 7) % 200:D3}", i % 5 == 0 ? "pending" : "accepted"))];

    private static Task<string> CountAsync(ReportBrowser browser)
        => browser.ReadAsync<string>("document.getElementById('count').textContent");

    private async Task<ReportBrowser> OpenAsync(object[] rows, string address = "", string options = "")
    {
        _shell.Set("json", JsonSerializer.Serialize(rows)).Set("path", _report.Path)
            .Run($"$json | ConvertFrom-Json | Export-OSImageSharingReport $path {options}").MustSucceed();
        return await ReportBrowser.OpenAsync(_report, address);
    }
}
