using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// Tests of the cmdlets with a server whose responses are raw text; the session is pinned to it, so that each request is one of the test.
/// </summary>
public abstract class RawServerTests : IDisposable
{
    internal const string Token = "a-token-for-a-raw-server";
    internal const string EmptyList = """{"images": []}""";
    internal const string ImageId = "beabba40-9f35-4ecc-9eb3-f7fd195bc46d";

    private protected Shell Shell { get; } = Shell.WithModule();

    /// <summary>An image as Glance lists it.</summary>
    internal static string Image(string name, string more = "", string id = ImageId)
        => $$"""{"id": "{{id}}", "name": "{{name}}", "status": "active", "visibility": "private", "tags": []{{more}}}""";

    internal static string List(params string[] images) => $$"""{"images": [{{string.Join(", ", images)}}]}""";

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected void Connect(RawServer server, string options = "")
        => Shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret(Token))
            .Run(
                "$session = Connect-OpenStack -ImageEndpoint $endpoint -Token $token -ProjectId f5fe2b0546c44415b7748dc61e08c911 "
                    + $"{options}").MustSucceed();

    private protected static Task WriteAsync(Stream connection, string text, CancellationToken stopping)
        => connection.WriteAsync(Encoding.Latin1.GetBytes(text), stopping).AsTask();

    /// <summary>
    /// Returns the message of the only error, an UnexpectedAnswer after one request, and verifies that the session is still valid.
    /// </summary>
    private protected async Task<string> SingleErrorAsync(string row, string response, string more = "")
    {
        await using var server = RawServer.Responding(request => request.Number == 1 ? response : RawServer.Ok(EmptyList));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        ReliabilityPage.Saw(row, $"{FaultRow.Seen(result.SingleError(), server.Requests.Count)}{more}");
        Shell.Run("Get-OSImage").MustSucceed();
        return result.SingleError().ToString();
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Shell.Dispose();
        }
    }

}
