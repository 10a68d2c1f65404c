using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>What is tried again, when, and how often.</summary>
public sealed class RetryTests(TestCloud cloud) : CloudTests(cloud)
{
    private static readonly string[] LostResponses = ["26b", "26c", "26d", "26e"];
    private static readonly string[] LostImageAnswers = ["26j", "26k", "26l", "26m", "26n"];

    // A timer may end a tick of the clock before its time: 1 ms seen on Linux, 16 ms on Windows.
    private static readonly TimeSpan AlmostOneSecond = TimeSpan.FromMilliseconds(980);

    private const string Project = "f5fe2b0546c44415b7748dc61e08c911";

    [LocalCloudFact("makes the service busy")]
    [ReliabilityRow("21", "503 once, Retry-After: 1, on a list")]
    public void Retry_After_in_seconds_is_obeyed()
    {
        Connect(Demo);
        Fail(503, "1", times: 1);

        var result = Shell.Run("Get-OSImage -Verbose").MustSucceed();

        var sent = Shell.Run("Get-OpenStackRequest -Last 2").Output;
        Assert.Equal(["1 503", "2 200"], sent.Select(request => $"{request.Text("Attempt")} {request.Text("StatusCode")}"));
        Assert.InRange(sent[1].Value<DateTime>("StartedAt") - sent[0].Value<DateTime>("StartedAt"), AlmostOneSecond, Patience.Limit);
        ReliabilityPage.Saw("21", $"\"{Trying(result.Verbose)}\", then the list: {FaultRow.Count(Requests().Length, "request")}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(3600)]
    [ReliabilityRow("22", "429 once, Retry-After as a date 2 s away; the service's clock right, or an hour off")]
    public async Task Retry_After_as_a_date_is_measured_by_the_clock_of_the_service(int clockIsOff)
    {
        var now = DateTimeOffset.UtcNow.AddSeconds(clockIsOff);
        await using var server = RawServer.Responding(request => request.Number == 1
            ? RawServer.Reply("429 Too Many Requests", "", $"Date: {now:R}\r\nRetry-After: {now.AddSeconds(2):R}\r\n")
            : RawServer.Ok(RawServerTests.EmptyList));
        Pin(server);

        var result = Shell.Run("Get-OSImage -Verbose").MustSucceed();

        ReliabilityPage.Saw("22", $"\"{Trying(result.Verbose)}\", then the list: {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [LocalCloudFact("makes the service busy")]
    [ReliabilityRow("23", "503, Retry-After: 86400")]
    public async Task Retry_After_is_honoured_up_to_a_limit_and_shown()
    {
        Connect(Demo);
        Fail(503, "86400");
        var lines = new BlockingCollection<string>();

        using (var script = Shell.Set("lines", lines).Start("Get-OSImage -Verbose 4>&1 | ForEach-Object { $lines.Add([string] $_) }"))
        {
            var trying = "";
            while (!trying.StartsWith("Trying again", StringComparison.Ordinal))
            {
                Assert.True(lines.TryTake(out trying!, Patience.Limit));
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            Cloud.Local.Faults.Clear();
            Assert.Contains("retry after 86400 s", trying, StringComparison.Ordinal);
            ReliabilityPage.Saw("23", $"\"{trying.Split(':')[0]}\" and what was asked for; Ctrl+C ends the wait");
        }
    }

    [LocalCloudTheory("makes the service busy")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("Tue, 99 Nov 2026 99:99:99 GMT")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [ReliabilityRow("23b", "503 once, Retry-After: garbage, or a date long ago")]
    public void An_invalid_Retry_After_is_ignored(string value)
    {
        Connect(Demo);
        Fail(503, value, times: 1);

        Shell.Run("Get-OSImage").MustSucceed();

        ReliabilityPage.Saw("23b", $"the list after {FaultRow.Count(Requests().Length, "request")}");
    }

    [LocalCloudFact("makes the service busy")]
    [ReliabilityRow("24", "503 for ever, on a list")]
    public void A_persistent_failure_is_an_error_after_four_attempts()
    {
        Connect(Demo);
        Fail(503, "0");

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.Category());
        Assert.Contains("503 Service Unavailable, 4 attempts", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("24", $"{FaultRow.Seen(error, Requests().Length)}, which says \"4 attempts\"");
    }

    [LocalCloudTheory("drops connections")]
    [InlineData("Get-OSImage")]
    [InlineData("Remove-OSImageMember {0} {1}")]
    [InlineData("Set-OSImageMember {0} {1} -Status accepted -PassThru")]
    [ReliabilityRow("25", "the connection dropped before the response, for ever, on a GET, a DELETE and a PUT")]
    public async Task A_connection_that_is_always_dropped_is_an_error_after_four_attempts(string command)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("dropped"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { Cut = Cut.BeforeResponse });

        var error = Shell.Run(string.Format(CultureInfo.InvariantCulture, command, id, Alt.ProjectId)).SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Contains("(4 attempts)", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Requests().Length, Cloud.Local.Log.Count);
        ReliabilityPage.Saw("25", FaultRow.Seen(error, (int)Cloud.Local.Log.Count));
    }

    [LocalCloudTheory("loses requests and responses")]
    [InlineData("26b", true, Cut.BeforeResponse, null, "POST 0, GET 200")]
    [InlineData("26b", true, Cut.AfterHeaders, null, "POST 200, GET 200")]
    [InlineData("26c", true, Cut.None, 504, "POST 504, GET 200")]
    [InlineData("26d", true, Cut.None, 500, "POST 500, GET 200")]
    [InlineData("26e", false, Cut.None, 429, "POST 429, POST 200")]
    [ReliabilityRow("26b", "the connection dropped on the POST that adds a member, after it was done: the response lost, or its body")]
    [ReliabilityRow("26c", "504 from a proxy after the member was added")]
    [ReliabilityRow("26d", "500 after the member was added")]
    [ReliabilityRow("26e", "429 on the POST that adds a member")]
    public async Task An_add_whose_response_was_lost_is_applied_once(string row, bool afterHandling, Cut cut, int? status, string sent)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("lost"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Times = 1,
            AfterHandling = afterHandling,
            Cut = cut,
            Status = status,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        var member = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").Single();

        Assert.Equal(Alt.ProjectId, member.Text("MemberId"));
        Assert.Equal(
            sent,
            string.Join(
                ", ",
                Cloud.Local.Log.Requests.Where(request => request.Service == "image")
                    .Select(request => $"{request.Method} {request.StatusCode}")));
        foreach (var other in LostResponses.Where(other => other != row))
        {
            ReliabilityPage.Skip(other);
        }

        ReliabilityPage.Saw(
            row,
            $"added, {FaultRow.Count(Cloud.Local.State.Members(id).Count, "member")}, "
                + $"{(sent.Contains("GET", StringComparison.Ordinal) ? "after a GET showed whether it was done" : "sent again")}");
    }

    [LocalCloudFact("loses a request")]
    [ReliabilityRow("26", "the connection dropped on the POST that adds a member, before it was done")]
    public async Task An_add_whose_outcome_stays_unknown_is_not_repeated()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("unknown"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Times = 1, Cut = Cut.BeforeResponse });

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Single(Cloud.Local.Log.Requests, request => request.Method == "POST" && request.Service == "image");
        ErrorsPage.AssertTold(error, "OutcomeUnknown", $"/v2/images/{id}/members took effect");
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        ReliabilityPage.Saw("26", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudTheory("adds a member long after its response, as a proxy that forwards a request and resets the client makes it")]
    [InlineData("26q", null, Cut.BeforeResponse)]
    [InlineData("26s", 503, Cut.None)]
    [ReliabilityRow("26q", "the connection dropped on the POST that adds a member, which is done 1 s later")]
    [ReliabilityRow("26s", "503 from a proxy on the POST that adds a member, which is done 1 s later")]
    public async Task An_add_that_the_service_is_still_processing_is_not_repeated(string row, int? status, Cut cut)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("slow"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        var added = Task.CompletedTask;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request =>
            {
                var strikes = request.Method == "POST";
                if (strikes)
                {
                    added = Task.Run(async () =>
                    {
                        await Task.Delay(TimeSpan.FromSeconds(1));
                        await Demo.ShareAsync(id, Alt);
                    });
                }

                return strikes;
            },
            Times = 1,
            Status = status,
            Cut = cut,
        });

        var member = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").Single();

        await added;
        Assert.Equal(Alt.ProjectId, member.Text("MemberId"));

        // One of the command, and one that stands for the proxy.
        Assert.Equal(2, Cloud.Local.Log.Requests.Count(request => request.Method == "POST" && request.Service == "image"));
        ReliabilityPage.Skip(row == "26q" ? "26s" : "26q");
        ReliabilityPage.Saw(row, $"added, {FaultRow.Count(Cloud.Local.State.Members(id).Count, "member")}");
    }

    [LocalCloudTheory("responds with 503")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_503_of_Glance_is_retried_and_that_of_a_proxy_is_not(bool isOfGlance)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("busy"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Times = 1,
            Status = 503,
            Headers = isOfGlance ? new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" } : null,
        });

        var result = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}");

        var posts = Cloud.Local.Log.Requests.Count(request => request.Method == "POST" && request.Service == "image");
        Assert.Equal(isOfGlance ? 2 : 1, posts);
        if (isOfGlance)
        {
            Assert.Equal(Alt.ProjectId, result.Single().Text("MemberId"));
        }
        else
        {
            Assert.Equal("OutcomeUnknown", result.SingleError().Id());
        }
    }

    [LocalCloudTheory("loses responses")]
    [InlineData(true)]
    [InlineData(false)]
    [ReliabilityRow("26r", "the connection dropped on the POST that adds a project that was a member before")]
    public async Task A_member_that_existed_before_is_not_the_effect_of_an_add(bool afterHandling)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("before"));
        await Demo.ShareAsync(id, Alt);
        await ServerTimePassesAsync(TimeSpan.FromSeconds(3));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "POST", Times = 1, AfterHandling = afterHandling, Cut = Cut.BeforeResponse });

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Single(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26r", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudFact("fails after it handled the request")]
    [ReliabilityRow("26f", "500 after a member was removed, after its status was set")]
    public async Task After_a_500_a_follow_up_GET_shows_that_a_write_was_applied()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("done"));
        await Demo.ShareAsync(id, Alt);
        Connect(Admin);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method is "PUT" or "DELETE", AfterHandling = true, Status = 500 });

        var status = Shell.Run($"Set-OSImageMember {id} {Alt.ProjectId} -Status accepted -PassThru").Single().Text("Status");
        var action = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId} -PassThru").Single().Text("Action");

        Cloud.Local.Faults.Clear();
        Assert.Equal(("accepted", "Removed"), (status, action));
        Assert.Empty(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26f", $"done: {Sent()}");
    }

    [LocalCloudFact("fails before it handles the request")]
    [ReliabilityRow("26g", "500 on a member's removal that was not done")]
    public async Task After_a_500_a_follow_up_GET_shows_that_a_write_was_not_applied()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("not done"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 500 });

        var error = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Single(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26g", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudFact("loses a response")]
    [ReliabilityRow("26h", "a lost response to the DELETE that removes a member")]
    public async Task A_removal_whose_response_was_lost_is_confirmed()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("removed"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "DELETE", Times = 1, AfterHandling = true, Cut = Cut.BeforeResponse });

        Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").MustSucceed();

        ReliabilityPage.Saw("26h", $"removed: {Sent()}");
    }

    [LocalCloudFact("refuses a token")]
    [ReliabilityRow("26i", "401, then 404 on the DELETE of a member that never was")]
    public async Task A_404_after_a_renewal_is_not_an_effect_of_the_rejected_request()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("never"));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 401, Times = 1 });

        var error = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Equal(
            ["1 401", "2 404"],
            Shell.Run("Get-OpenStackRequest").Output.Where(request => request.Text("Method") == "DELETE")
                .Select(request => $"{request.Text("Attempt")} {request.Text("StatusCode")}"));
        ReliabilityPage.Saw("26i", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudTheory("loses responses, and fails after it handled the request")]
    [InlineData("26j", null, "New-OSImage lost")]
    [InlineData("26k", null, "Set-OSImage $id -Name lost -PassThru")]
    [InlineData("26l", null, "Set-OSImage $id -RemoveProperty os_distro -PassThru")]
    [InlineData("26m", null, "Remove-OSImage $id -Confirm:$false; 'done'")]
    [InlineData("26n", 500, "New-OSImage lost; Set-OSImage $id -Name lost; Remove-OSImage $id -Confirm:$false")]
    [ReliabilityRow("26j", "a lost response to the POST that creates an image")]
    [ReliabilityRow("26k", "a lost response to the PATCH that changes an image")]
    [ReliabilityRow("26l", "a lost response to the PATCH that removes a property")]
    [ReliabilityRow("26m", "a lost response to the DELETE that removes an image")]
    [ReliabilityRow("26n", "500 after an image was made, after one was changed, after it was removed")]
    public void Each_change_of_an_image_is_applied_once(string row, int? status, string command)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "answerless", configure: image => image.Properties["os_distro"] = "arch").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        var before = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image" && request.Method != "GET",
            Times = status is null ? 1 : null,
            AfterHandling = true,
            Cut = status is null ? Cut.BeforeResponse : Cut.None,
            Status = status,
        });

        Shell.Set("id", id).Run(command).Single();

        Cloud.Local.Faults.Clear();
        foreach (var other in LostImageAnswers.Where(other => other != row))
        {
            ReliabilityPage.Skip(other);
        }

        ReliabilityPage.Saw(row, $"done, {Cloud.Local.State.Images.Count - before:+0;-0;0} images: {Sent()}");
    }

    [LocalCloudFact("fails in the middle of a deletion; this is what a real Glance then left behind")]
    [ReliabilityRow("26o", "500 in the middle of an image's removal, which leaves its record; the removal tried once more")]
    public void A_partially_deleted_image_is_not_reported_as_removed()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "half").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        FailInTheMiddle("DELETE", () => Cloud.Local.State.UpdateImage(id, image => image.Status = "deleted"));

        var errors = Shell.Set("id", id).Run("Remove-OSImage $id -Confirm:$false; Remove-OSImage $id -Confirm:$false").Errors;

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => ErrorsPage.AssertTold(error, "ImageHalfDeleted", id, "operators"));
        ErrorsPage.AssertExplained(errors[1], "ImageHalfDeleted");
        ReliabilityPage.Saw("26o", $"{string.Join(", ", errors.Select(error => error.Id()))}: {Sent()}");
    }

    [LocalCloudFact("fails in the middle of a change; a real Glance sets the name first, then the tags")]
    [ReliabilityRow("26p", "500 in the middle of the PATCH of a name and a tag, of which only the name is set")]
    public void A_partial_change_is_not_reported_as_done()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "half").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        FailInTheMiddle("PATCH", () => Cloud.Local.State.UpdateImage(id, image => image.Name = "whole"));

        var error = Shell.Set("id", id).Run("Set-OSImage $id -Name whole -AddTag lts").SingleError();

        ReliabilityPage.Saw("26p", $"{error.Id()}: {Sent()}");
    }

    [Fact]
    [ReliabilityRow("27", "a server that closes each kept connection without a word, 100 calls")]
    public async Task Silently_closed_connections_cause_no_error()
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
            await connection.WriteAsync(System.Text.Encoding.ASCII.GetBytes(RawServer.Ok(RawServerTests.EmptyList)), stopping));
        Pin(server);

        var result = Shell.Run("foreach ($i in 1..100) { Get-OSImage }");

        ReliabilityPage.Saw("27", $"{result.MustSucceed().Errors.Count} errors");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [ReliabilityRow("28", "no response, or one that never ends; -TimeoutSec 1")]
    public async Task A_missing_response_is_one_timeout(string beginning)
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            await connection.WriteAsync(System.Text.Encoding.ASCII.GetBytes(beginning), stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        });
        Pin(server, "-TimeoutSec 1");

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal(ErrorCategory.OperationTimeout, error.Category());
        Assert.Contains("no whole response within 1 seconds", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("28", FaultRow.Seen(error, server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("28b", "a body of a byte every 50 ms; -TimeoutSec 1")]
    public async Task A_body_that_arrives_too_slowly_is_a_timeout()
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), stopping);
            while (true)
            {
                await connection.WriteAsync(" "u8.ToArray(), stopping);
                await Task.Delay(50, stopping);
            }
        });
        Pin(server, "-TimeoutSec 1");

        ReliabilityPage.Saw("28b", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("28c", "Connect-OpenStack -TimeoutSec 1 to a Keystone that accepts and says nothing")]
    public async Task Signing_in_has_the_same_limit()
    {
        await using var server = RawServer.Writing((_, _, stopping) => Task.Delay(Timeout.Infinite, stopping));
        Shell.Set("url", server.Uri.AbsoluteUri).Set("credential", Shell.Credential("demo", "secret"));

        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -TimeoutSec 1").MustTerminate();

        ReliabilityPage.Saw("28c", FaultRow.Seen(error, server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("28d", "nobody listens: connection refused")]
    public void A_refused_connection_is_retried_and_then_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Shell.Set("token", Shell.Secret("x")).Run($"$session = Connect-OpenStack -ImageEndpoint http://127.0.0.1:{port} -Token $token")
            .MustSucceed();

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains("could not be reached", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("28d", $"{error.Id()} after {Shell.Run("Get-OpenStackRequest").Output.Count} attempts");
    }

    [LinuxFact("drops a connection without a word when nobody accepts")]
    [ReliabilityRow("28e", "a host that drops each connection attempt silently; -TimeoutSec 1")]
    public void A_connection_that_is_never_established_is_one_timeout()
    {
        using var hole = new BlackHole();
        Shell.Set("url", hole.Uri.AbsoluteUri).Set("credential", Shell.Credential("demo", "secret")).Set("token", Shell.Secret("x"));

        var signIn = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -TimeoutSec 1").MustTerminate();
        Shell.Run("$session = Connect-OpenStack -ImageEndpoint $url -Token $token -TimeoutSec 1").MustSucceed();
        var list = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains("within 1 seconds", list.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw(
            "28e", $"{signIn.Id()} at the sign-in, {FaultRow.Seen(list, Shell.Run("Get-OpenStackRequest").Output.Count)} on a list");
    }

    private void Pin(RawServer server, string options = "") => Shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret("x"))
        .Run($"$session = Connect-OpenStack -ImageEndpoint $endpoint -Token $token -ProjectId {Project} {options}").MustSucceed();

    private void Fail(int status, string retryAfter, int? times = null) => Cloud.Local.Faults.Add(new Fault
    {
        Status = status,
        Times = times,
        Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    });

    /// <summary>500 once, after a part of what was asked for.</summary>
    private void FailInTheMiddle(string method, Action part) => Cloud.Local.Faults.Add(new Fault
    {
        When = request =>
        {
            var strikes = request.Method == method;
            if (strikes)
            {
                part();
            }

            return strikes;
        },
        Times = 1,
        Status = 500,
    });

    private string Sent()
        => string.Join(
            ", ",
            Cloud.Local.Log.Requests.Where(request => request.Service == "image")
                .Select(request => $"{request.Method} {request.StatusCode}"));

    private static string Trying(IEnumerable<string> verbose)
        => verbose.Single(text => text.StartsWith("Trying again", StringComparison.Ordinal)).Split(':')[0];
}
