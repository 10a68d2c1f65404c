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
    [ReliabilityRow("27b", "a server that closes each idle connection without notice, 200 calls, 8 concurrently")]
    public async Task A_request_on_a_closed_connection_is_repeated_immediately_and_is_not_an_attempt(bool closesAtOnce)
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
        Assert.DoesNotContain(result.Verbose, message => message.Contains("Retrying in", StringComparison.Ordinal));
        var failed = Shell.Run("@(Get-OpenStackRequest -Failed).Count").Single().BaseObject;
        Assert.NotEqual(0, failed);
        var repeated = Shell.Run("@(Get-OpenStackRequest | Where-Object Attempt -GT 1).Count").Single().BaseObject;
        ReliabilityPage.Saw("27b", $"{result.Errors.Count} errors; {repeated} attempts after the first");
    }

    [Fact]
    [ReliabilityRow("27c", "a server that closes its idle connections, and then each new one")]
    public async Task A_server_that_closes_all_connections_gets_one_request_more_than_the_four_attempts()
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

    [Fact]
    [ReliabilityRow("27d", "new members on a server that keeps its connections")]
    public async Task A_member_is_added_on_a_kept_connection_if_the_server_keeps_them()
    {
        var (openedForMembers, known) = (0, new ConcurrentDictionary<Stream, bool>());
        await using var server = RawServer.Keeping(async (request, connection, stopping) =>
        {
            if (known.TryAdd(connection, true) && request.Method == "POST")
            {
                openedForMembers++;
            }

            await connection.WriteAsync(Encoding.ASCII.GetBytes(Response(request)), stopping);
        });
        UseConnections(server);

        var added = Shell.Run("Add-OSImageMember $id $projects").MustSucceed();

        Assert.Equal(Projects.Length, added.Output.Count);
        ReliabilityPage.Saw("27d", $"{openedForMembers} new connection for {Projects.Length} members");
    }

    [Fact]
    [ReliabilityRow("27e", "new members on a server that closes each connection without notice")]
    public async Task A_member_is_added_on_a_new_connection_if_the_server_closes_them()
    {
        var failed = 0;
        var known = new ConcurrentDictionary<Stream, bool>();
        await using var server = RawServer.Keeping(async (request, connection, stopping) =>
        {
            if (!known.TryAdd(connection, true))
            {
                failed += request.Method == "POST" ? 1 : 0;
                throw new IOException("The server closes the kept connection.");
            }

            await connection.WriteAsync(Encoding.ASCII.GetBytes(Response(request)), stopping);
        });
        UseConnections(server);

        var added = Shell.Run("Add-OSImageMember $id $projects").MustSucceed();

        Assert.Equal(Projects.Length, added.Output.Count);
        ReliabilityPage.Saw("27e", $"{added.Errors.Count} errors; {failed} lost requests");
    }

    [Fact]
    [ReliabilityRow("27f", "a server that has kept its connections closes one when a member is added")]
    public async Task After_a_member_is_lost_on_a_kept_connection_the_next_ones_use_new_connections()
    {
        var members = new ConcurrentQueue<string>();
        var (lost, known) = (0, new ConcurrentDictionary<Stream, bool>());
        await using var server = RawServer.Keeping(async (request, connection, stopping) =>
        {
            if (!known.TryAdd(connection, true) && request.Method == "POST")
            {
                lost++;
                throw new IOException("The server closes the kept connection.");
            }

            if (request.Method == "POST")
            {
                members.Enqueue(Projects.Single(project => request.Body.Contains(project, StringComparison.Ordinal)));
            }

            var isMissing = request.Method == "GET" && request.Target.Contains("/members/", StringComparison.Ordinal);
            var response = isMissing ? RawServer.Reply("404 Not Found", "{}") : Response(request);
            await connection.WriteAsync(Encoding.ASCII.GetBytes(response), stopping);
        });
        UseConnections(server);
        Shell.Run("Add-OSImageMember $id $projects[0]").MustSucceed();

        var unknown = Shell.Run("Add-OSImageMember $id $projects[1]").SingleError();
        var added = Shell.Run("Add-OSImageMember $id $projects[2..9]").MustSucceed();

        Assert.Equal(Projects[2..], members.Skip(1));
        Assert.Equal(1, lost);
        ReliabilityPage.Saw("27f", $"{unknown.Id()}; then {added.Errors.Count} errors for {added.Output.Count} members");
    }

    private static string[] Projects { get; } =
        [.. Enumerable.Range(0, 10).Select(number => $"f5fe2b0546c44415b7748dc61e08c91{number}")];

    /// <summary>Sends requests that show whether the server keeps its connections; the variables id and projects are set.</summary>
    private void UseConnections(RawServer server)
    {
        Connect(server);
        Shell.Set("projects", Projects).Set("id", ImageId).Run("1..3 | ForEach-Object { Get-OSImage $id }").MustSucceed();
    }

    /// <summary>The image, its members, or the member that was added.</summary>
    private static string Response(RawRequest request)
        => request.Method == "POST"
            ? RawServer.Ok(Member(Projects.Single(project => request.Body.Contains(project, StringComparison.Ordinal))))
            : request.Target.EndsWith("/members", StringComparison.Ordinal) ? RawServer.Ok("""{"members": []}""")
            : RawServer.Ok(Image("kept"));

    private static string Member(string project)
        => $$"""{"image_id": "{{ImageId}}", "member_id": "{{project}}", "status": "pending"}""";
}
