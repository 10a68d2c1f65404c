using System.Text.Json.Nodes;

namespace OpenStackImage.Tests.Harness;

/// <summary>A test that signs in through the provider and the web server of tests/cloud/up --federation.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FederationFactAttribute : FactAttribute
{
    public FederationFactAttribute() => Skip = Federation.Lack;
}

/// <inheritdoc cref="FederationFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FederationTheoryAttribute : TheoryAttribute
{
    public FederationTheoryAttribute() => Skip = Federation.Lack;
}

/// <summary>
/// A real federation: Keystone behind Apache with mod_auth_openidc, and a certified OpenID provider. The names are those of
/// tests/cloud/federation.
/// </summary>
internal static class Federation
{
    public const string User = "alice";
    public const string Password = "w0nderland-password";
    public const string PublicClient = "command-line";
    public const string Client = "runbook";
    public const string ClientSecret = "runb00k-client-secret";
    public const string Names = "-IdentityProvider certified -Protocol mapped";

    private static readonly string? Scripts = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_FEDERATION_ROOT");

    /// <summary>The URL of Keystone behind Apache; null if there is none.</summary>
    public static Uri? AuthUrl { get; }
        = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_TEST_FEDERATION") is { Length: > 0 } url ? new Uri(url) : null;

    /// <summary>Why the tests cannot run; null if they can.</summary>
    public static string? Lack => TestEnvironment.RealCloud is null || AuthUrl is null
        ? "On a real cloud with federation only: start it with tests/cloud/up --federation."
        : null;

    public static Uri Provider => new UriBuilder(AuthUrl!) { Port = AuthUrl!.Port + 2, Path = "/" }.Uri;

    public static string Discovery => new Uri(Provider, ".well-known/openid-configuration").AbsoluteUri;

    /// <summary>A port that Keystone trusts, beside that of keystoneauth-websso.</summary>
    public static int WebSsoPort => AuthUrl!.Port + 3;

    /// <summary>Signs in on a page in Chromium, and returns the text of the last page.</summary>
    public static async Task<string> UseBrowserAsync(string page, string password = Password)
    {
        var script = Path.Combine(Scripts!, "browser.mjs");
        var browser = await PlaygroundProcess.RunAsync("node", [script, page, User, password]);
        return browser.ExitCode == 0 ? browser.Output : throw new InvalidOperationException($"{script} failed: {browser.Errors}");
    }

    /// <summary>A token of the provider that no session knows of.</summary>
    public static async Task<string> IssueAccessTokenAsync()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = PublicClient,
            ["username"] = User,
            ["password"] = Password,
            ["scope"] = "openid profile",
        });
        using var response = await http.PostAsync(new Uri(Provider, "token"), form);
        response.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }
}
