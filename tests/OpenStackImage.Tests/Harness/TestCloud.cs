using OpenStackImage.LocalCloud;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// The cloud of a test class: a new local cloud in this process, unless the environment specifies a real cloud. Tests use three accounts
/// and the auth URL, which are the same for both.
/// </summary>
public sealed class TestCloud : IAsyncLifetime
{
    /// <summary>Distinguishes runs that use the same real cloud.</summary>
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];

    private static int _names;

    private CloudServer? _local;

    /// <summary>Keystone's address, without a version.</summary>
    public Uri AuthUrl { get; private set; } = null!;

    /// <summary>The admin.</summary>
    public CloudAccount Admin { get; private set; } = null!;

    /// <summary>A member that is a separate project.</summary>
    public CloudAccount Demo { get; private set; } = null!;

    /// <summary>A member of another project.</summary>
    public CloudAccount Alt { get; private set; } = null!;

    /// <summary>Glance's address, without a version.</summary>
    public Uri ImageEndpoint => Admin.ImageEndpoint;

    /// <summary>The cloud in this process, for features of the local cloud (see <see cref="LocalCloudFactAttribute"/>).</summary>
    public CloudServer Local
        => _local ?? throw new InvalidOperationException("This test needs the local cloud; mark it with LocalCloudFact.");

    /// <summary>Makes the local cloud respond as a newer Glance does. A real cloud needs no setting for that.</summary>
    /// <param name="when">The requests that are meant.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="sentence">What Glance says.</param>
    /// <param name="times">How many requests; null for all.</param>
    public void RespondAsNewer(Func<FaultedRequest, bool> when, int status, string sentence, int? times = null)
        => _local?.Faults.Add(new Fault
        {
            When = when,
            Times = times,
            Status = status,
            ContentType = "text/html; charset=UTF-8",
            Body = $"<html>\n <head>\n  <title>{status}</title>\n </head>\n <body>\n  <h1>{status}</h1>\n  {sentence}<br /><br />\n\n\n\n "
                + "</body>\n</html>",
            Headers = new Dictionary<string, string> { ["X-Openstack-Request-Id"] = $"req-{Guid.NewGuid()}" },
        });

    /// <summary>Ends what <see cref="RespondAsNewer"/> began, and every other fault.</summary>
    public void RespondAsUsual() => _local?.Faults.Clear();

    /// <summary>A name that no other test and no other run uses.</summary>
    public static string Name(string stem) => $"{stem} {Run}-{Interlocked.Increment(ref _names)}";

    /// <summary>The path and query of an address below the service's endpoint: /v3/auth/tokens, /v2/images/...</summary>
    public string Below(Uri uri)
    {
        var text = uri.AbsoluteUri;
        var service = new[] { AuthUrl, ImageEndpoint }
            .Select(endpoint => endpoint.AbsoluteUri.TrimEnd('/'))
            .OrderByDescending(endpoint => endpoint.Length)
            .First(endpoint => text.StartsWith(endpoint, StringComparison.Ordinal));
        return text[service.Length..];
    }

    public async ValueTask InitializeAsync()
    {
        if (TestEnvironment.RealCloud is { } real)
        {
            AuthUrl = real;
        }
        else
        {
            _local = await CloudServer.StartAsync(new CloudOptions { ImageApiMinor = CloudVersion.ImageApiMinor });
            AuthUrl = _local.IdentityUri;
        }

        Admin = await CloudAccount.SignInAsync(
            AuthUrl, TestEnvironment.Given("OS_USERNAME") ?? "admin", TestEnvironment.Given("OS_PASSWORD") ?? "asdf",
            TestEnvironment.Given("OS_PROJECT_NAME") ?? "admin");
        Demo = await CloudAccount.SignInAsync(AuthUrl, "demo", CloudAccount.UserPassword, "demo");
        Alt = await CloudAccount.SignInAsync(AuthUrl, "alt", CloudAccount.UserPassword, "alt");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var account in new[] { Alt, Demo, Admin })
        {
            if (_local is null)
            {
                await account.CleanUpAsync();
            }

            account.Dispose();
        }

        if (_local is not null)
        {
            await _local.DisposeAsync();
        }
    }
}
