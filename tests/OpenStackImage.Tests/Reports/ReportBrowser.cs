using OpenStackImage.Tests.Harness;
using PuppeteerSharp;

namespace OpenStackImage.Tests.Reports;

/// <summary>A report that is open in a browser. It records the actions that a report must never perform.</summary>
internal sealed class ReportBrowser : IAsyncDisposable
{
    private const string RecordViolations =
        "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));";

    private readonly List<string> _offences = [];

    private ReportBrowser(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Dialogs, requests, and messages on the console.</summary>
    public IReadOnlyList<string> Offences => _offences;

    /// <summary>Opens a report as a user opens it: as a file.</summary>
    public static async Task<ReportBrowser> OpenAsync(ReportFile report, string address = "")
    {
        var browser = new ReportBrowser(await BrowserFixture.OpenAsync());
        var page = browser.Page;
        page.DefaultTimeout = 120_000;
        page.Dialog += (_, dialog) =>
        {
            browser._offences.Add($"dialog {dialog.Dialog.Message}");
            _ = dialog.Dialog.Dismiss();
        };
        page.Request += (_, request) =>
        {
            if (!request.Request.IsNavigationRequest)
            {
                browser._offences.Add($"request {request.Request.Url}");
            }
        };
        page.Console += (_, message) => browser._offences.Add($"console {message.Message.Text}");
        page.PageError += (_, error) => browser._offences.Add($"error {error.Message}");
        await page.SetViewportAsync(new ViewPortOptions { Width = 1400, Height = 1000 });
        await page.EvaluateExpressionOnNewDocumentAsync(RecordViolations);
        await page.GoToAsync(report.Address.AbsoluteUri + address);
        return browser;
    }

    public Task<T> ReadAsync<T>(string script) => Page.EvaluateExpressionAsync<T>(script);

    /// <summary>Waits for a condition of the page.</summary>
    public Task UntilAsync(string condition) => Page.WaitForExpressionAsync(condition);

    /// <summary>The texts of the elements that a selector matches.</summary>
    public Task<string[]> TextsAsync(string selector)
        => Page.EvaluateFunctionAsync<string[]>(
            "selector => [...document.querySelectorAll(selector)].map(item => item.textContent)", selector);

    public Task ShowAsync(string view) => Page.ClickAsync($"#tab-{view}");

    /// <summary>The ID, the row, the cell or the class of the element that has the focus.</summary>
    public Task<string> FocusAsync()
        => Page.EvaluateFunctionAsync<string>("""
            () => {
              const focused = document.activeElement;
              return focused.id || focused.dataset.index || focused.dataset.cell || focused.className;
            }
            """);

    public async ValueTask DisposeAsync() => await Page.BrowserContext.CloseAsync();
}
