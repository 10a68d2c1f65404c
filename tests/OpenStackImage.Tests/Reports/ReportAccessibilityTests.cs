using OpenStackImage.Tests.Harness;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace OpenStackImage.Tests.Reports;

/// <summary>The page of a report with a keyboard, a screen reader, high contrast, a large zoom, and in print.</summary>
public sealed class ReportAccessibilityTests : ReportPageCase
{
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
}
