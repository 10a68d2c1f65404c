using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Extreme values and unexpected documents.</summary>
public sealed class HostileDocumentTests : RawServerTests
{
    private const string Huge = "1e300";
    private const string Project = "f5fe2b0546c44415b7748dc61e08c911";

    [Theory]
    [InlineData(
        "Get-OSImageCache",
        $$"""
        {"cached_images": [{"image_id": "x", "last_accessed": {{Huge}}, "last_modified": -{{Huge}},
        "size": {{Huge}}, "hits": 99999999999999999999}], "queued_images": []}
        """)]
    [InlineData(
        "Get-OSImage",
        $$"""
        {"images": [{"id": "x", "size": {{Huge}}, "min_disk": 99999999999999999999, "min_ram": -1,
        "virtual_size": 9223372036854775807, "created_at": "9999-12-31T23:59:59Z",
        "updated_at": "0001-01-01T00:00:00Z"}]}
        """)]
    [InlineData(
        "Get-OSImageTask",
        """
        {"tasks": [{"id": "x", "created_at": "0000-00-00T00:00:00Z", "expires_at": "99999-01-01T00:00:00Z"}]}
        """)]
    [InlineData(
        "Get-OSImageUsage",
        """
        {"usage": {"a": {"usage": 99999999999999999999, "limit": -99999999999999999999}, "b": 5, "c": null}}
        """)]
    [InlineData(
        "Get-OSImageMetadefProperty OS::A",
        """
        {"properties": {"a": 5, "b": null, "c": [], "d": {"title": {}, "minimum": 1e300, "enum": {}}}}
        """)]
    [InlineData(
        "Get-OSImageMetadefNamespace",
        """
        {"namespaces": [{"namespace": "a", "created_at": [], "protected": "maybe", "properties": [],
        "objects": {}, "tags": 5}]}
        """)]
    [InlineData("Get-OSImageStore", """{"stores": [{"id": "a", "properties": [], "default": "yes", "weight": 1e300}]}""")]
    [InlineData("Get-OSImageImportInfo", """{"import-methods": {"value": [null, {}, [], 5, "web-download"]}}""")]
    [InlineData("Get-OSImageSchema", """{"properties": {"a": 5, "b": {"type": [[], "string"], "enum": {}, "maxLength": 1e300}}}""")]
    [ReliabilityRow("81", "numbers and times that are out of range, and fields of unexpected types, in each document")]
    public async Task Extreme_values_are_shown_or_empty(string command, string body)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(IsVersions(request) ? Versions : body));
        Connect(server);

        var result = Shell.Run(command).MustSucceed();

        Assert.NotEmpty(result.Output);
        Assert.NotEmpty(Shell.Show($"{command}; {command} | Format-List *"));
        ReliabilityPage.Checked("81", "objects; properties whose value cannot be used are empty");
    }

    [Theory]
    [InlineData("Get-OSImageCache", """{"cached_images": [{"size": 5}]}""")]
    [InlineData("Get-OSImageCache", "[]")]
    [InlineData("Get-OSImageMetadefNamespace OS::A", "{}")]
    [InlineData("Get-OSImageMetadefNamespace OS::A", """{"namespace": "OS::A", "tags": [{}]}""")]
    [InlineData("Get-OSImageMetadefNamespace", """{"namespaces": [{"display_name": "a"}]}""")]
    [InlineData("Get-OSImageMetadefObject OS::A", """{"objects": [{}]}""")]
    [InlineData("Get-OSImageMetadefTag OS::A t", "{}")]
    [InlineData("Get-OSImageMetadefResourceType", """{"resource_types": [{}]}""")]
    [InlineData($"Get-OSImageLocation {ImageId}", "[{}]")]
    [InlineData($"Get-OSImageLocation {ImageId}", "{}")]
    [InlineData("Get-OSImageStore", """{"stores": [{}]}""")]
    [InlineData("Get-OSImageUsage", """{"usage": []}""")]
    [InlineData("Get-OSImageTask", """{"tasks": [{}]}""")]
    [InlineData($"Get-OSImageMember {ImageId}", """{"members": [{}]}""")]
    [ReliabilityRow("82", "documents without their root key, from each path of each service")]
    public async Task A_document_without_its_root_key_is_an_explained_error(string command, string body)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(IsVersions(request) ? Versions
            : request.Target.EndsWith(ImageId, StringComparison.Ordinal) ? Image("x") : body));
        Connect(server);

        var error = Shell.Run(command).SingleError();

        ReliabilityPage.Saw("82", error.Id());
    }

    [Fact]
    [ReliabilityRow("86", "a lost POST; the GETs that verify it return pages, other members, and dates outside the calendar")]
    public async Task A_follow_up_GET_with_an_invalid_response_proves_nothing()
    {
        await using var server = RawServer.Responding(request => request.Method switch
        {
            "POST" => "",
            _ => (request.Number % 3) switch
            {
                0 => RawServer.Reply("200 OK", "<html>", contentType: "text/html"),
                1 => RawServer.Ok($$"""{"image_id": "{{ImageId}}", "member_id": "other", "created_at": "2999-01-01T00:00:00Z"}"""),
                _ => RawServer.Reply("404 Not Found", "", "Date: Mon, 01 Jan 0001 00:00:00 GMT\r\n"),
            },
        });
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        var error = Shell.Run($"Add-OSImageMember {ImageId} {Project}").SingleError();

        Assert.Single(server.Requests, request => request.Method == "POST");
        ReliabilityPage.Saw("86", $"{error.Id()}, 1 POST");
    }

    [Fact]
    [ReliabilityRow("87", "a successful response to a POST that is verified, with a Date header outside the calendar")]
    public async Task A_date_outside_the_calendar_is_empty()
    {
        await using var server = RawServer.Responding(request => request.Method == "POST" ? "" : RawServer.Reply(
            "200 OK",
            $$"""{"image_id": "{{ImageId}}", "member_id": "{{Project}}", "created_at": "2026-01-01T00:00:00Z"}""",
            "Date: Mon, 01 Jan 0001 00:00:00 GMT\r\n"));
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        var error = Shell.Run($"Add-OSImageMember {ImageId} {Project}").SingleError();

        ReliabilityPage.Saw("87", error.Id());
    }

    private const string Versions = """{"versions": [{"id": "v2.18", "status": "CURRENT", "links": [{"rel": "self", "href": "/v2/"}]}]}""";

    private static bool IsVersions(RawRequest request) => request.Target is "/" or "/versions";
}
