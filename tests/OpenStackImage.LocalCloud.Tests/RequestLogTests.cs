namespace OpenStackImage.LocalCloud.Tests;

public sealed class RequestLogTests : CloudTest
{
    [Fact]
    public async Task A_logged_request_names_user_project_and_headers()
    {
        var token = await Cloud.TokenAsync("demo");
        Cloud.Log.Clear();
        await Cloud.SendAsync(
            "GET", "/image/v2/images?name=a%20b", token, headers: [("User-Agent", "tests"), ("Accept", "application/json")]);
        var logged = Assert.Single(Cloud.Log.Requests);
        Assert.Equal(
            (1, "image", "GET", "/image/v2/images?name=a%20b", 200),
            (logged.Number, logged.Service, logged.Method, logged.PathAndQuery, logged.StatusCode));
        Assert.Equal((true, "demo", "demo"), (logged.HadToken, logged.User, logged.Project));
        Assert.Equal(("tests", "application/json"), (logged.Headers["user-agent"], logged.Headers["Accept"]));
        Assert.True(logged.FinishedAt > logged.StartedAt);
    }

    [Fact]
    public async Task The_log_contains_no_secret()
    {
        var token = await Cloud.TokenAsync("demo");
        await Cloud.SendAsync("GET", "/image/v2/images", token);
        var text = string.Join('\n', Cloud.Log.Requests.Select(request => request + string.Join(',', request.Headers)));
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Equal(Login.Body("demo").Length, Cloud.Log.Requests[0].RequestLength);
    }

    [Fact]
    public async Task The_log_counts_concurrent_requests()
    {
        const int Together = 5;
        using SemaphoreSlim arrived = new(0);
        var hour = TimeSpan.FromHours(1);
        // The requests wait for the clock, which does not advance until all of them have arrived.
        Cloud.Faults.Add(new() { Delay = hour, When = request => request.Service == "image" && arrived.Release() >= 0 });
        using HttpClient client = new();
        var responses = Enumerable.Range(0, Together).Select(_ => client.GetAsync(new Uri(Cloud.ImageUri, "image/versions"))).ToList();
        for (var i = 0; i < Together; i++)
        {
            await arrived.WaitAsync();
        }

        await Cloud.SendAsync("GET", "/identity/v3");
        Assert.Equal(
            (Together + 1, Together, 1), (Cloud.Log.MaxInFlight, Cloud.Log.MaxInFlightOf("image"), Cloud.Log.MaxInFlightOf("identity")));
        Assert.Equal(Together, Assert.Single(Cloud.Log.Requests).InFlightAtStart);
        // A request that has arrived may start to wait after the clock has advanced, so the clock advances until all requests are complete.
        Task all = Task.WhenAll(responses);
        while (await Task.WhenAny(all, Task.Delay(10)) != all)
        {
            Clock.Advance(hour);
        }

        await all;
        Cloud.Log.Clear();
        Assert.Equal((0, 0L), (Cloud.Log.MaxInFlight, Cloud.Log.Count));
    }

    [Fact]
    public async Task Consecutive_requests_are_not_counted_as_concurrent()
    {
        for (var i = 0; i < 20; i++)
        {
            await Cloud.SendAsync("GET", "/image/versions");
        }

        Assert.Equal((1, 20L), (Cloud.Log.MaxInFlight, Cloud.Log.Count));
    }
}

public sealed class BoundedLogTests : CloudTest
{
    protected override CloudOptions Options => new() { LogCapacity = 3 };

    [Fact]
    public async Task The_log_keeps_the_last_requests_and_counts_all()
    {
        for (var i = 0; i < 5; i++)
        {
            await Cloud.SendAsync("GET", $"/image/versions?{i}");
        }

        Assert.Equal(5, Cloud.Log.Count);
        Assert.Equal([3L, 4, 5], Cloud.Log.Requests.Select(request => request.Number));
    }
}
