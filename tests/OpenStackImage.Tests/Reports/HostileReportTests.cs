using System.Text.Json;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Reports;

/// <summary>Other tenants choose the names in a report. A browser shows the names, and does not run scripts in them.</summary>
public sealed class HostileReportTests : IDisposable
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "<!--<script>", "]]><svg onload=alert(3)>",
        "\"'><a href=javascript:alert(4)>", "{{script}}{{data}}", "${alert(5)}", "<style>@import 'http://127.0.0.1:9/'</style>",
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>", "&lt;b&gt;", "__proto__",
        "\u202Egnp.exe", "a\u001b]0;title\u0007b", "\u2028\ud800",
    ];

    private readonly Shell _shell = Shell.WithModule();
    private readonly ReportFile _report = new();

    [BrowserFact]
    public async Task Hostile_names_are_displayed_as_text_without_script_or_request()
    {
        Export();
        await using var browser = await ReportBrowser.OpenAsync(_report);

        foreach (var view in new[] { "shares", "images", "projects", "matrix", "changes" })
        {
            await browser.ShowAsync(view);
            var shown = await browser.ReadAsync<string>("panel.textContent");
            foreach (var name in Names.Where(name => !name.Any(IsReplaced)))
            {
                Assert.Contains(name, shown, StringComparison.Ordinal);
            }

            Assert.DoesNotContain('\u001b', shown);
            Assert.DoesNotContain('\u202E', shown);
            Assert.Equal(0, await browser.ReadAsync<int>("panel.querySelectorAll('img, svg, script, style, meta, a, iframe').length"));
        }

        await browser.Page.TypeAsync("#search", "<img src=x");
        await browser.UntilAsync("document.getElementById('count').textContent.startsWith('1 of')");
        Assert.Empty(browser.Offences);
        Assert.Empty(await browser.ReadAsync<string[]>("violations"));
    }

    [BrowserFact]
    public async Task The_page_policy_blocks_every_other_script_style_and_request()
    {
        Export();
        await using var browser = await ReportBrowser.OpenAsync(_report);

        await browser.ReadAsync<object>("""
            (() => {
              document.body.insertAdjacentHTML('beforeend', '<img src="https://127.0.0.1:9/x.png"><p style="color: red">x</p>');
              const script = document.createElement('script');
              script.textContent = 'window.injected = true';
              document.body.append(script);
              fetch('https://127.0.0.1:9/').catch(() => {});
            })()
            """);
        await browser.UntilAsync(
            "['img-src', 'script-src-elem', 'style-src-attr', 'connect-src'].every(name => violations.includes(name))");

        Assert.False(await browser.ReadAsync<bool>("Boolean(window.injected)"));
        Assert.DoesNotContain(browser.Offences, offence => offence.StartsWith("dialog", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_names_survive_the_report_unchanged_for_the_next_comparison()
    {
        Export();

        var names = _report.Data["images"]!.AsArray().Select(image => (string)image!["name"]!);

        Assert.Equal(Names.Select(name => name.Replace('\ud800', '\ufffd')).Order(), names.Order());
        var again = Path.Combine(_report.Folder, "again.html");
        _shell.Set("again", again).Run("$json | ConvertFrom-Json | Export-OSImageSharingReport $again -Since $path").MustSucceed();
        Assert.DoesNotContain("\"kind\":\"gained\"", File.ReadAllText(again), StringComparison.Ordinal);
    }

    private static bool IsReplaced(char character)
        => char.IsControl(character) || char.IsSurrogate(character) || character is '\u202E' or '\u2028';

    public void Dispose()
    {
        _shell.Dispose();
        _report.Dispose();
    }

    private void Export()
    {
        var rows = Names.Select((name, index) => new
        {
            ImageId = $"11111111-2222-3333-4444-{index:D12}",
            ImageName = name,
            MemberId = name,
            MemberName = name,
            MemberDomain = name,
            Status = name,
        });
        var earlier = Path.Combine(_report.Folder, "earlier.csv");
        File.WriteAllText(earlier, "ImageId,MemberId\n");
        _shell.Set("json", JsonSerializer.Serialize(rows)).Set("path", _report.Path).Set("earlier", earlier)
            .Run("$json | ConvertFrom-Json | Export-OSImageSharingReport $path -Since $earlier").MustSucceed();
    }
}
