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

    /// <summary>A page that does not redirect: a page with a button, or a page with text and without a form.</summary>
    private const string IsSettled
        = "() => document.querySelector('button') || (!document.querySelector('form') && document.body && document.body.innerText.trim())";

    /// <summary>The URL of Keystone behind Apache; null if there is none.</summary>
    public static Uri? AuthUrl { get; }
        = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_TEST_FEDERATION") is { Length: > 0 } url ? new Uri(url) : null;

    /// <summary>Why the tests cannot run; null if they can.</summary>
    public static string? Lack => TestEnvironment.RealCloud is null || AuthUrl is null
        ? "On a real cloud with federation only: start it with tests/cloud/up --federation."
        : BrowserFixture.Lack;

    public static Uri Provider => new UriBuilder(AuthUrl!) { Port = AuthUrl!.Port + 2, Path = "/" }.Uri;

    public static string Discovery => new Uri(Provider, ".well-known/openid-configuration").AbsoluteUri;

    /// <summary>A port that Keystone trusts, in addition to that of keystoneauth-websso.</summary>
    public static int WebSsoPort => AuthUrl!.Port + 3;

    /// <summary>Confirms a code and signs in on the pages that an address leads to, and returns the text of the last one.</summary>
    public static async Task<string> UseBrowserAsync(string address, string password = Password)
    {
        var page = await BrowserFixture.OpenAsync();
        try
        {
            page.DefaultTimeout = page.DefaultNavigationTimeout = (int)Patience.ForAProcess.TotalMilliseconds;
            await page.GoToAsync(address);
            while (true)
            {
                await page.WaitForFunctionAsync(IsSettled);
                if (await page.QuerySelectorAsync("button") is not { } button || await page.QuerySelectorAsync("#failure") is not null)
                {
                    return await page.EvaluateExpressionAsync<string>("document.body.innerText");
                }

                if (await page.QuerySelectorAsync("input[name=user]") is not null)
                {
                    await page.TypeAsync("input[name=user]", User);
                    await page.TypeAsync("input[name=password]", password);
                }

                await Task.WhenAll(page.WaitForNavigationAsync(), button.ClickAsync());
            }
        }
        finally
        {
            await page.BrowserContext.CloseAsync();
        }
    }

    /// <summary>A token of the provider that no session uses.</summary>
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
