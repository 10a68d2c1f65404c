using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Redirects and links with a user, a fragment or another scheme, and numbers that are negative.</summary>
public sealed class LinkTests : RawServerTests
{
    [Theory]
    [InlineData("http://user:pw@HOST/v2/moved")]
    [InlineData("/v2/moved#part")]
    [InlineData("HTTP://user@HOST/v2/moved#part")]
    [ReliabilityRow("5c", "a redirect to the same host, with a user, a password or a fragment in its URL")]
    public async Task A_redirect_is_followed_without_its_user_and_fragment(string location)
    {
        RawServer? server = null;
        await using var started = server = RawServer.Responding(request => request.Number == 1
            ? RawServer.Reply("302 Found", "", $"Location: {location.Replace("HOST", server!.Uri.Authority, StringComparison.Ordinal)}\r\n")
            : RawServer.Ok(EmptyList));
        Connect(server);

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.DoesNotContain("Authorization:", server.Requests[^1].Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"{server.Uri}v2/moved", Shell.Run("(Get-OpenStackRequest)[-1].Uri.OriginalString").Single().ToString());
        ReliabilityPage.Saw("5c", $"followed without them: {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Theory]
    [InlineData("ftp://HOST/v2/images?marker=a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData(@"\\\\evil\\share?marker=a")]
    [ReliabilityRow("6c", "a `next` link with a scheme other than http: ftp, file, javascript, or a UNC path")]
    public async Task A_next_link_of_another_scheme_is_refused(string next)
    {
        RawServer? server = null;
        await using var started = server = RawServer.Responding(_ => RawServer.Ok(
            $$"""{"images": [], "next": "{{next.Replace("HOST", server!.Uri.Authority, StringComparison.Ordinal)}}"}"""));
        Connect(server);

        ReliabilityPage.Saw("6c", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("81b", "an image whose sizes are negative, read and saved")]
    public async Task A_negative_size_is_empty()
    {
        await using var server = RawServer.Responding(request => request.Target.EndsWith("/file", StringComparison.Ordinal)
            ? RawServer.Reply("200 OK", "data", contentType: "application/octet-stream")
            : RawServer.Ok(Image("x", ", \"size\": -5, \"virtual_size\": -1, \"min_disk\": -2, \"min_ram\": \"-3\"")));
        Connect(server);
        using var folder = new CloudsFolder(Shell);

        var image = Shell.Run($"Get-OSImage {ImageId}").Single();
        Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved -WarningAction Ignore").MustSucceed();

        Assert.Equal((null, null), (image.Get("Size"), image.Get("VirtualSize")));
        Assert.Equal(("0", "0"), (image.Text("MinDisk"), image.Text("MinRam")));
        ReliabilityPage.Saw("81b", $"the sizes are empty; {File.ReadAllText(folder.Path("saved.img")).Length} bytes saved");
    }
}
