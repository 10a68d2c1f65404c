using System.Collections.Concurrent;
using System.Text;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Connecting;

/// <summary>Proxies that the environment names; behind them stands a cloud whose name only they know.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ProxyTests(TestCloud cloud) : VariableTests(cloud)
{
    private const string Password = "pr0xy-Secret";

    /// <summary>What a proxy sees of one try: a request, and the same with user and password once they are asked for.</summary>
    private const int Once = 2;

    private readonly ConcurrentQueue<string> _asked = new();

    [ReliabilityRow("52", "http_proxy, HTTP_PROXY, all_proxy: a proxy that asks for the password of its address")]
    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("all_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_proxy_is_used_and_its_password_shown_nowhere(string variable)
    {
        await using var proxy = StartProxy();
        Export((variable, $"http://me:{Password}@{proxy.Uri.Authority}"));

        var result = SignIn("cloud.test", "-Verbose -Debug");

        result.MustSucceed();
        Assert.Equal("cloud.test", Assert.Single(_asked));
        SecretHunt.AssertAbsent(Password, result, Shell);
        ReliabilityPage.Saw("52", "signed in through it; the password is shown nowhere");
    }

    [ReliabilityRow("52b", "a proxy with a wrong password, on the way to http and to https")]
    [Theory]
    [InlineData("http_proxy", "http")]
    [InlineData("https_proxy", "https")]
    public async Task A_wrong_password_for_the_proxy_gives_an_error_without_it(string variable, string scheme)
    {
        await using var proxy = StartProxy();
        Export((variable, $"http://me:Wr0ng-Secret@{proxy.Uri.Authority}"));

        var result = SignIn("cloud.test", "-Verbose -Debug", scheme);

        var error = result.MustTerminate();
        Assert.Contains("407", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("http_proxy=http://user:password@host:port", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Once, proxy.Requests.Count);
        SecretHunt.AssertAbsent(["Wr0ng-Secret", Convert.ToBase64String("me:Wr0ng-Secret"u8)], result, Shell);
        ReliabilityPage.Saw("52b", $"{error.Id()} with 407, not tried again; the password is shown nowhere");
    }

    [ReliabilityRow("52d", "a proxy that does not let https through (403), or cannot reach the cloud (503)")]
    [Fact]
    public async Task A_proxy_that_lets_nothing_through_is_asked_once_and_one_that_is_in_trouble_again()
    {
        await using var forbidding = RawServer.Answering(_ => RawServer.Reply("403 Forbidden", ""));
        await using var troubled = RawServer.Answering(_ => RawServer.Reply("503 Service Unavailable", ""));

        Export(("https_proxy", forbidding.Uri.AbsoluteUri));
        var refused = SignIn("cloud.test", scheme: "https").MustTerminate();
        Export(("https_proxy", troubled.Uri.AbsoluteUri));
        var unreached = SignIn("cloud.test", scheme: "https").MustTerminate();

        Assert.Contains("does not let it through (HTTP 403)", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("no_proxy", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(forbidding.Requests);
        Assert.Contains("could not be reached", unreached.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("52d", $"{refused.Id()} after {forbidding.Requests.Count} try; {unreached.Id()} after {troubled.Requests.Count} tries");
    }

    [ReliabilityRow("52c", "no_proxy with `*`, a name, a domain, a name and its port, a range of addresses; a cloud on this machine")]
    [Theory]
    [InlineData("cloud.test", "*")]
    [InlineData("cloud.test", "other.test, cloud.test")]
    [InlineData("cloud.test", "cloud.test:80")]
    [InlineData("keystone.cloud.test", ".cloud.test")]
    [InlineData("203.0.113.7", "10.0.0.0/8, 203.0.112.0/23")]
    [InlineData("127.0.0.1", "")]
    public async Task Nobody_is_asked_through_it_whom_no_proxy_names_and_this_machine_never(string host, string direct)
    {
        await using var proxy = StartProxy();
        Export(("http_proxy", proxy.Uri.AbsoluteUri), ("no_proxy", direct));

        SignIn(host, "-TimeoutSec 1");

        Assert.Empty(proxy.Requests);
        ReliabilityPage.Saw("52c", "the proxy is not asked");
    }

    [Theory]
    [InlineData("cloud.test", "other.test, cloud.test:8080, oud.test")]
    [InlineData("203.0.113.7", "203.0.112.0/24, 203.0.113.7/33, /24, 203.0.113.7/x, fd00::/8")]
    public async Task Who_is_not_named_is_asked_for_through_it(string host, string direct)
    {
        await using var proxy = StartProxy();
        Export(("http_proxy", $"http://me:{Password}@{proxy.Uri.Authority}"), ("no_proxy", direct));

        SignIn(host).MustSucceed();

        Assert.Equal(host, Assert.Single(_asked));
    }

    private ShellResult SignIn(string host, string options = "", string scheme = "http")
    {
        var url = host == "127.0.0.1" ? Cloud.AuthUrl : new UriBuilder(Cloud.AuthUrl) { Scheme = scheme, Host = host, Port = -1 }.Uri;
        return Shell.Set("url", url.AbsoluteUri).Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri).Set("credential", Shell.Credential(Demo.UserName, Demo.Password))
            .Run($"Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -ImageEndpoint $endpoint {options}");
    }

    /// <summary>A proxy that wants a password, and sends on what is asked for to Keystone, whatever its host is called.</summary>
    private RawServer StartProxy() => RawServer.Writing(async (request, connection, stopping) =>
    {
        var login = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}"));
        var answer = request.Head.Contains(login, StringComparison.Ordinal)
            ? await SendOnAsync(new Uri(request.Target), request.Body, stopping)
            : RawServer.Reply("407 Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"proxy\"\r\nConnection: close\r\n");
        await connection.WriteAsync(Encoding.UTF8.GetBytes(answer), stopping);
    });

    private async Task<string> SendOnAsync(Uri uri, string body, CancellationToken stopping)
    {
        _asked.Enqueue(uri.Host);
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Cloud.AuthUrl, uri.AbsolutePath), content, stopping);
        var token = answer.Headers.GetValues("X-Subject-Token").Single();
        return RawServer.Reply("201 CREATED", await answer.Content.ReadAsStringAsync(stopping), $"X-Subject-Token: {token}\r\nConnection: close\r\n");
    }
}
