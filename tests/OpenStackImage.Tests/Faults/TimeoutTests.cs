using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Connections and responses that do not arrive within the time limit.</summary>
public sealed class TimeoutTests(TestCloud cloud) : FaultTests(cloud)
{
    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [ReliabilityRow("28", "no response, or a response that never ends; -TimeoutSec 1")]
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
    [ReliabilityRow("28b", "a body with one byte every 50 ms; -TimeoutSec 1")]
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
    [ReliabilityRow("28c", "Connect-OpenStack -TimeoutSec 1 to a Keystone that accepts the connection but does not respond")]
    public async Task Signing_in_has_the_same_limit()
    {
        await using var server = RawServer.Writing((_, _, stopping) => Task.Delay(Timeout.Infinite, stopping));
        Shell.Set("url", server.Uri.AbsoluteUri).Set("credential", Shell.Credential("demo", "secret"));

        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -TimeoutSec 1").MustTerminate();

        ReliabilityPage.Saw("28c", FaultRow.Seen(error, server.Requests.Count));
    }

    [LinuxFact("drops a connection without notice if no program accepts it")]
    [ReliabilityRow("28e", "a host that silently drops each connection attempt; -TimeoutSec 1")]
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
}
