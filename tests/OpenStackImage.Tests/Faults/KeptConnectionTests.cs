using System.Collections.Concurrent;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Servers close kept connections without notice: Keystone and Glance under uwsgi close each.</summary>
public sealed class KeptConnectionTests : RawServerTests
{
    private const int Calls = 200;

    /// <summary>Closes a connection after its first response, or when its second request arrives.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [ReliabilityRow("27b", "a server that closes each idle connection without notice, 200 calls, 8 at once")]
    public async Task A_request_on_a_closed_connection_is_repeated_at_once_and_is_not_an_attempt(bool closesAtOnce)
    {
        var known = new ConcurrentDictionary<Stream, bool>();
        await using var server = RawServer.Keeping(async (_, connection, stopping) =>
        {
            if (!known.TryAdd(connection, true))
            {
                throw new IOException("The server closes the kept connection.");
            }

            await connection.WriteAsync(Encoding.ASCII.GetBytes(RawServer.Ok(Image("kept"))), stopping);
            if (closesAtOnce)
            {
                throw new IOException("The server closes the connection.");
            }
        });
        Connect(server);

        var result = Shell.Set("ids", Enumerable.Repeat(ImageId, Calls).ToArray())
            .Run("$ids | Get-OSImage -ThrottleLimit 8 -Verbose").MustSucceed();

        Assert.Equal(Calls, result.Output.Count);
        Assert.DoesNotContain(result.Verbose, message => message.Contains("Trying again", StringComparison.Ordinal));
        var failed = Shell.Run("@(Get-OpenStackRequest -Failed).Count").Single().BaseObject;
        Assert.NotEqual(0, failed);
        var repeated = Shell.Run("@(Get-OpenStackRequest | Where-Object Attempt -GT 1).Count").Single().BaseObject;
        ReliabilityPage.Saw("27b", $"{result.Errors.Count} errors; {repeated} attempts after the first");
    }

    [Fact]
    [ReliabilityRow("27c", "a server that closes its idle connections, and then each new one")]
    public async Task A_server_that_stops_responding_gets_one_request_more_than_four_attempts()
    {
        await using var server = RawServer.Keeping(async (request, connection, stopping) =>
        {
            if (request.Number > 1)
            {
                throw new IOException("The server closes the connection.");
            }

            await connection.WriteAsync(Encoding.ASCII.GetBytes(RawServer.Ok(Image("kept"))), stopping);
        });
        Connect(server);
        Shell.Set("id", ImageId).Run("Get-OSImage $id").MustSucceed();

        var error = Shell.Run("Get-OSImage $id").SingleError();

        Assert.Contains("(4 attempts)", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("27c", FaultRow.Seen(error, server.Requests.Count - 1));
    }
}
