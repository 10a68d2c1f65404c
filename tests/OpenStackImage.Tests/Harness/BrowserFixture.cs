using System.Diagnostics;
using PuppeteerSharp;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// The headless Chromium of all tests: one process, and its own profile for each page. Debian's package is installed if there is no
/// Chromium, and the tests run as root on Debian.
/// </summary>
internal static class BrowserFixture
{
    private const string Package = "chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private static readonly Lazy<Task<IBrowser>> Shared = new(StartAsync);

    /// <summary>The reason why the tests cannot use a browser; null if they can.</summary>
    public static string? Lack { get; } = Find() is not null || CanInstall ? null : "There is no Chromium, and it cannot be installed.";

    private static bool CanInstall => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    /// <summary>
    /// Opens an empty page in a profile that no other page uses. The caller disposes of its context. If Chromium cannot be installed, the
    /// test is skipped.
    /// </summary>
    public static async Task<IPage> OpenAsync()
    {
        var browser = await Shared.Value;
        var context = await browser.CreateBrowserContextAsync();
        return await context.NewPageAsync();
    }

    private static async Task<IBrowser> StartAsync()
    {
        var path = Find();
        if (path is null)
        {
            // Another test run may be installing packages.
            var isInstalled = await RunAsync("apt-get", "update")
                && await RunAsync("apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "-y", "--no-install-recommends", Package);
            path = Find();
            Assert.SkipUnless(isInstalled && path is not null, "Chromium could not be installed.");
        }

        // Chromium refuses to run as root with its sandbox.
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Timeout = (int)TimeSpan.FromMinutes(3).TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-proxy-server"],
        });

        // A Chromium process that is not stopped with the tests uses a whole core, because the pipe for its messages is closed.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => browser.Process.Kill(entireProcessTree: true);
        return browser;
    }

    private static string? Find()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that requires a browser. If it is skipped, the reason is shown.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserFixture.Lack;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFixture.Lack;
}
