using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests;

public sealed class FaultTests : CloudTest
{
    private const string Images = "/image/v2/images";

    [Fact]
    public async Task A_status_replaces_the_response()
    {
        Cloud.Faults.Add(new()
        {
            Status = 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
            Body = "<html>busy</html>",
            ContentType = "text/html",
        });
        var response = await Cloud.SendAsync("GET", Images, TokenBesideThePlan());
        Assert.Equal(
            (503, "Service Unavailable", "7", "text/html", "<html>busy</html>"),
            (response.Status, response.Reason, response.Headers["Retry-After"], response.Headers["Content-Type"], response.Text));
    }

    [Fact]
    public async Task A_reason_can_be_any_text()
    {
        Cloud.Faults.Add(new() { Status = 429, Reason = "Slow Down" });
        Assert.Equal("Slow Down", (await Cloud.SendAsync("GET", Images)).Reason);
    }

    [Fact]
    public async Task A_fault_applies_the_specified_number_of_times()
    {
        Cloud.Faults.Add(new() { Status = 500, Times = 2 });
        Assert.Equal([500, 500, 401, 401], await StatusesAsync(4));
    }

    [Fact]
    public async Task A_fault_applies_to_every_nth_request()
    {
        Cloud.Faults.Add(new() { Status = 500, Every = 3 });
        Assert.Equal([401, 401, 500, 401, 401, 500], await StatusesAsync(6));
    }

    [Fact]
    public async Task A_fault_applies_only_to_matching_requests()
    {
        Cloud.Faults.Add(new()
        {
            Status = 500,
            When = request => request is { Service: "image", Method: "GET", Path: "/v2/images", Query: "limit=1", Ordinal: 2 },
        });
        Assert.Equal(401, (await Cloud.SendAsync("GET", Images + "?limit=1")).Status);
        Assert.Equal(500, (await Cloud.SendAsync("GET", Images + "?limit=1")).Status);
        Assert.Equal(401, (await Cloud.SendAsync("GET", Images + "?limit=1")).Status);
        Assert.Equal(1, Cloud.Faults.Struck);
    }

    [Fact]
    public async Task A_cleared_fault_plan_has_no_effect()
    {
        Cloud.Faults.Add(new() { Status = 500 });
        Cloud.Faults.Clear();
        Assert.Equal([401], await StatusesAsync(1));
    }

    [Fact]
    public async Task A_connection_cut_before_the_response_sends_nothing()
    {
        Cloud.Faults.Add(new() { Cut = Cut.BeforeResponse });
        Assert.Equal(0, (await Cloud.SendAsync("GET", Images)).Status);
        Assert.Equal(0, Assert.Single(Cloud.Log.Requests).StatusCode);
    }

    [Fact]
    public async Task A_connection_cut_after_the_headers_omits_the_body()
    {
        Cloud.Faults.Add(new() { Cut = Cut.AfterHeaders });
        var response = await Cloud.SendAsync("GET", "/image/versions");
        Assert.Equal((200, 0, true), (response.Status, response.Body.Length, response.IsShort));
    }

    [Fact]
    public async Task A_connection_cut_in_the_body_sends_the_first_bytes()
    {
        Cloud.Faults.Add(new() { Cut = Cut.MidBody, CutAfterBytes = 12 });
        var response = await Cloud.SendAsync("GET", "/image/versions");
        Assert.Equal("""{"versions":""", response.Text);
        Assert.True(response.IsShort);
    }

    [Fact]
    public async Task A_response_can_be_lost_after_the_request_was_handled()
    {
        var id = Add("demo", "lost");
        var token = TokenBesideThePlan();
        Cloud.Faults.Add(new() { Cut = Cut.BeforeResponse, AfterHandling = true, Times = 1 });
        var body = """{"member": "someone"}""";
        Assert.Equal(0, (await Cloud.SendAsync("POST", $"{Images}/{id}/members", token, body)).Status);
        Assert.Equal("someone", Assert.Single(Cloud.State.Members(id)).MemberId);
        Assert.Equal(409, (await Cloud.SendAsync("POST", $"{Images}/{id}/members", token, body)).Status);
    }

    [Fact]
    public async Task A_response_can_be_replaced_after_the_request_was_handled()
    {
        var id = Add("demo", "replaced");
        var token = TokenBesideThePlan();
        Cloud.Faults.Add(new() { Status = 504, AfterHandling = true });
        Assert.Equal(504, (await Cloud.SendAsync("DELETE", $"{Images}/{id}", token)).Status);
        Assert.Null(Cloud.State.Image(id));
    }

    [Fact]
    public async Task A_request_that_is_not_handled_has_no_effect()
    {
        var id = Add("demo", "kept");
        var token = TokenBesideThePlan();
        Cloud.Faults.Add(new() { Status = 504 });
        await Cloud.SendAsync("DELETE", $"{Images}/{id}", token);
        Assert.NotNull(Cloud.State.Image(id));
    }

    [Fact]
    public async Task A_raw_body_can_be_binary()
    {
        Cloud.Faults.Add(new() { RawBody = new byte[] { 0xff, 0x00, 0xfe } });
        var response = await Cloud.SendAsync("GET", "/image/versions");
        Assert.Equal([0xff, 0x00, 0xfe], response.Body);
        Assert.Equal((200, "application/json"), (response.Status, response.Headers["Content-Type"]));
    }

    [Fact]
    public async Task Headers_are_added_to_the_response_of_the_service()
    {
        Cloud.Faults.Add(new() { Headers = new Dictionary<string, string> { ["Vary"] = "nothing", ["X-More"] = "1" } });
        var response = await Cloud.SendAsync("GET", "/identity/v3");
        Assert.Equal((200, "nothing", "1"), (response.Status, response.Headers["Vary"], response.Headers["X-More"]));
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_client_disconnects()
    {
        TaskCompletionSource struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Faults.Add(new() { Hang = true, When = _ => struck.TrySetResult() });
        using (TcpClient client = new())
        {
            await client.ConnectAsync(IPAddress.Loopback, Cloud.BaseUri.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {Images} HTTP/1.1\r\nHost: x\r\n\r\n"));
            await struck.Task;
            Assert.Empty(Cloud.Log.Requests);
        }

        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (Cloud.Log.Count == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.True(Assert.Single(Cloud.Log.Requests).Faulted);
    }

    /// <summary>A token that is issued before the faults are set.</summary>
    private string TokenBesideThePlan() => Cloud.State.Identity.Tokens.Issue(new()
    {
        User = Cloud.State.User("demo"),
        Methods = ["password"],
        AuditIds = ["x"],
        IssuedAt = Clock.GetUtcNow(),
        ExpiresAt = Clock.GetUtcNow().AddHours(1),
        Project = Cloud.State.Project("demo"),
        Roles = [Cloud.State.Role("member"), Cloud.State.Role("reader")],
    });

    private async Task<List<int>> StatusesAsync(int count)
    {
        List<int> statuses = [];
        for (var i = 0; i < count; i++)
        {
            statuses.Add((await Cloud.SendAsync("GET", Images)).Status);
        }

        return statuses;
    }
}
