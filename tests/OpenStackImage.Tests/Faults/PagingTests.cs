using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Lists whose link to the next page is invalid.</summary>
public sealed class PagingTests : RawServerTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 4).Select(i => $"0000000{i}-9f35-4ecc-9eb3-f7fd195bc46d")];

    [Fact]
    [ReliabilityRow("6", "a `next` link to another host")]
    public async Task A_next_page_on_another_host_is_refused_after_the_first_page_is_written()
    {
        await using var otherHost = await CloudServer.StartAsync();
        await using var server = RawServer.Responding(_ => RawServer.Ok(Page(Ids[0], $"{otherHost.ImageUri}/v2/images?marker=x")));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Contains(otherHost.BaseUri.Authority, result.SingleError().ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw(
            "6",
            $"{FaultRow.Count(result.Output.Count, "image")}, then {FaultRow.Seen(result.SingleError(), server.Requests.Count)}; "
                + $"requests to the other host: {otherHost.Log.Count}");
    }

    [Theory]
    [InlineData("/another/prefix/v2/images?limit=1000&marker=x")]
    [InlineData("images?limit=1000&marker=x")]
    [InlineData("?limit=1000&marker=x")]
    [ReliabilityRow("6b", "a relative `next` link whose path prefix differs from that of the endpoint")]
    public async Task Only_the_query_of_a_relative_next_link_is_used(string next)
    {
        await using var server = RawServer.Responding(
            request => RawServer.Ok(request.Number == 1 ? Page(Ids[0], next) : Page(Ids[1], null)));
        Connect(server);

        var images = Shell.Run("Get-OSImage").Texts("Id");

        Assert.Equal(Ids[..2], images);
        Assert.Equal(["/v2/images?limit=1000", "/v2/images?limit=1000&marker=x"], server.Requests.Select(request => request.Target));
        ReliabilityPage.Saw("6b", $"requested at the endpoint: {server.Requests.Count} requests, {images.Length} images");
    }

    [Theory]
    [InlineData("/v2/images?limit=1000", 1)]
    [InlineData("/v2/images?marker=x", 2)]
    [ReliabilityRow("7", "a `next` link to the same page")]
    public async Task A_next_page_that_was_already_read_ends_the_list(string next, int pages)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(Page(Ids[request.Number - 1], next)));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Equal("UnexpectedAnswer", result.SingleError().Id());
        Assert.Equal(Ids[..pages], result.Output.Select(image => image.Text("Id")));
        Assert.Equal(pages, server.Requests.Count);
        ReliabilityPage.Checked("7", "UnexpectedAnswer after at most 2 pages, whose images were written");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [ReliabilityRow("9", "the image of the marker is deleted while the list is read")]
    public async Task A_list_whose_marker_was_deleted_continues_with_the_unread_items(int status)
    {
        await using var server = RawServer.Responding(request => request.Number switch
        {
            1 => RawServer.Ok($$"""{"images": [{"id": "{{Ids[0]}}"}, {"id": "{{Ids[1]}}"}], "next": "/v2/images?marker={{Ids[1]}}"}"""),
            2 => RawServer.Reply($"{status} Gone", $"No image found with ID {Ids[1]}", contentType: "text/plain"),
            3 => RawServer.Ok($$"""{"images": [{"id": "{{Ids[0]}}"}, {"id": "{{Ids[2]}}"}], "next": "/v2/images?marker={{Ids[2]}}"}"""),
            _ => RawServer.Ok(Page(Ids[3], null)),
        });
        Connect(server);

        Assert.Equal(Ids, Shell.Run("Get-OSImage").Texts("Id"));

        ReliabilityPage.Saw("9", $"each of the 4 images once, after {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Fact]
    [ReliabilityRow("9c", "a list that is interrupted after its last item, from a service that ignores the marker")]
    public async Task A_list_that_is_interrupted_and_restarted_has_no_item_twice()
    {
        var list = $$"""{"images": [{"id": "{{Ids[0]}}"}, {"id": "{{Ids[1]}}"}]""";
        await using var server = RawServer.Writing(async (request, connection, stopping) => await connection.WriteAsync(
            System.Text.Encoding.UTF8.GetBytes(request.Number == 1
                ? RawServer.Ok(list + "}").Replace("]}", "]", StringComparison.Ordinal)
                : RawServer.Ok(list + "}")),
            stopping));
        Connect(server);

        Assert.Equal(Ids[..2], Shell.Run("Get-OSImage").Texts("Id"));
        ReliabilityPage.Saw("9c", $"each of the 2 images once, after {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Fact]
    [ReliabilityRow("9b", "each marker is rejected")]
    public async Task A_list_whose_markers_are_all_refused_ends_with_an_error()
    {
        await using var server = RawServer.Responding(request => request.Target.Contains("marker", StringComparison.Ordinal)
            ? RawServer.Reply("400 Bad Request", $"No image found with ID {Ids[0]}", contentType: "text/plain")
            : RawServer.Ok(Page(Ids[0], $"/v2/images?marker={Ids[0]}")));
        Connect(server);

        ReliabilityPage.Saw("9b", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("7e", "`next` links in which the marker alternates while other parameters change")]
    public async Task A_list_whose_links_differ_only_in_ignored_parts_ends()
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(
            Page(Guid.NewGuid().ToString(), $"/v2/images?limit=1&nonce={request.Number}&marker={(request.Number % 2 == 1 ? "a" : "b")}")));
        Connect(server);

        ReliabilityPage.Saw("7e", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("7f", "a `next` link with http, from a service behind a proxy that terminates TLS")]
    public async Task A_next_link_that_differs_only_in_its_scheme_is_followed_on_the_scheme_of_the_endpoint()
    {
        RawServer? server = null;
        await using var started = server = RawServer.Responding(request => RawServer.Ok(request.Number == 1
            ? Page(Ids[0], $"https://{server!.Uri.Authority}/v2/images?marker=x")
            : Page(Ids[1], null)));
        Connect(server);

        Assert.Equal(Ids[..2], Shell.Run("Get-OSImage").Texts("Id"));
        ReliabilityPage.Saw("7f", $"requested at the endpoint: {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("false")]
    [ReliabilityRow("7g", "a `next` link that is an object, an array, a number or a Boolean")]
    public async Task A_next_link_that_is_not_a_string_is_an_error(string next)
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok($$"""{"images": [{"id": "{{Ids[0]}}"}], "next": {{next}}}"""));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        var seen = FaultRow.Seen(result.SingleError(), server.Requests.Count);
        ReliabilityPage.Saw("7g", $"{FaultRow.Count(result.Output.Count, "image")}, then {seen}");
    }

    [Fact]
    [ReliabilityRow("7b", "two pages whose `next` links refer to each other")]
    public async Task Two_pages_that_link_to_each_other_end_the_list()
    {
        await using var server = RawServer.Responding(
            request => RawServer.Ok(
                Page(Ids[request.Number - 1], request.Number % 2 == 1 ? "/v2/images?marker=b" : "/v2/images?marker=a")));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        ReliabilityPage.Saw(
            "7b", $"{FaultRow.Seen(result.SingleError(), server.Requests.Count)}, {FaultRow.Count(result.Output.Count, "image")} written");
    }

    [Fact]
    [ReliabilityRow("7c", "an endless list of empty pages")]
    public async Task Endless_empty_pages_end_the_list()
    {
        await using var server = RawServer.Responding(
            request => RawServer.Ok($$"""{"images": [], "next": "/v2/images?marker={{request.Number}}"}"""));
        Connect(server);

        ReliabilityPage.Saw("7c", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Theory]
    [InlineData("http://[")]
    [InlineData("http://127.0.0.1:99999/")]
    [ReliabilityRow("7d", "a `next` link that is not a URL")]
    public async Task A_next_link_without_a_valid_address_is_an_error(string next)
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(Page(Ids[0], next)));
        Connect(server);

        ReliabilityPage.Saw("7d", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    private static string Page(string id, string? next)
        => $$"""{"images": [{{Image("image", id: id)}}]{{(next is null ? "" : $", \"next\": \"{next}\"")}}}""";
}
