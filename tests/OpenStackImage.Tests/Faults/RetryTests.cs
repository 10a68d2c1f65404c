using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>The number and the times of retries.</summary>
public sealed class RetryTests(TestCloud cloud) : FaultTests(cloud)
{
    // A timer may end a tick of the clock before its time: 1 ms seen on Linux, 16 ms on Windows.
    private static readonly TimeSpan AlmostOneSecond = TimeSpan.FromMilliseconds(980);

    [LocalCloudFact("makes the service busy")]
    [ReliabilityRow("21", "503 once, with Retry-After: 1, for a list")]
    public void Retry_After_in_seconds_is_honored()
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
    [ReliabilityRow("22", "429 once, with Retry-After as a date 2 s in the future; the clock of the service is correct or wrong by an "
        + "hour")]
    public async Task Retry_After_as_a_date_is_compared_with_the_clock_of_the_service(int clockIsOff)
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
    [ReliabilityRow("23", "503 with Retry-After: 86400")]
    public async Task Retry_After_is_honored_up_to_a_limit_and_shown()
    {
        Connect(Demo);
        Fail(503, "86400");
        var lines = new BlockingCollection<string>();

        using var script = Shell.Set("lines", lines).Start("Get-OSImage -Verbose 4>&1 | ForEach-Object { $lines.Add([string] $_) }");
        var trying = "";
        while (!trying.StartsWith("Retrying in", StringComparison.Ordinal))
        {
            Assert.True(lines.TryTake(out trying!, Patience.Limit));
        }

        await script.StopAsync().WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();

        Assert.Contains("retry after 86400 s", trying, StringComparison.Ordinal);
        ReliabilityPage.Saw("23", $"\"{trying.Split(':')[0]}\" and the requested delay; Ctrl+C ends the wait");
    }

    [LocalCloudTheory("makes the service busy")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("Tue, 99 Nov 2026 99:99:99 GMT")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [ReliabilityRow("23b", "503 once, with an invalid Retry-After or a date in the past")]
    public void An_invalid_Retry_After_is_ignored(string value)
    {
        Connect(Demo);
        Fail(503, value, times: 1);

        Shell.Run("Get-OSImage").MustSucceed();

        ReliabilityPage.Saw("23b", $"the list after {FaultRow.Count(Requests().Length, "request")}");
    }

    [LocalCloudFact("makes the service busy")]
    [ReliabilityRow("24", "503 to every attempt, for a list")]
    public void A_persistent_failure_is_an_error_after_four_attempts()
    {
        Connect(Demo);
        Fail(503, "0");

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.Category());
        Assert.Contains("503 Service Unavailable, 4 attempts", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("24", $"{FaultRow.Seen(error, Requests().Length)}; the message contains \"4 attempts\"");
    }

    [LocalCloudTheory("drops connections")]
    [InlineData("Get-OSImage")]
    [InlineData("Remove-OSImageMember {0} {1}")]
    [ReliabilityRow("25", "the connection is closed before every response to a GET; also before the response to a DELETE")]
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

    [Fact]
    [ReliabilityRow("27", "a server that closes each idle connection without notice, 100 calls")]
    public async Task Silently_closed_connections_cause_no_error()
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
            await connection.WriteAsync(System.Text.Encoding.ASCII.GetBytes(RawServer.Ok(RawServerTests.EmptyList)), stopping));
        Pin(server);

        var result = Shell.Run("foreach ($i in 1..100) { Get-OSImage }");

        ReliabilityPage.Saw("27", $"{result.MustSucceed().Errors.Count} errors");
    }

    [Fact]
    [ReliabilityRow("28d", "connection refused")]
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

    private void Fail(int status, string retryAfter, int? times = null) => Cloud.Local.Faults.Add(new Fault
    {
        Status = status,
        Times = times,
        Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    });

    private static string Trying(IEnumerable<string> verbose)
        => verbose.Single(text => text.StartsWith("Retrying in", StringComparison.Ordinal)).Split(':')[0];
}
