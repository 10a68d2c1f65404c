using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Response bodies that are not the JSON of an image service.</summary>
public sealed class InvalidJsonTests : RawServerTests
{
    [Theory]
    [InlineData("""{"images": [{"id": "beabba40-9f35""")]
    [InlineData("""{"images": [""")]
    [InlineData("""{"images": []""")]
    [InlineData("{")]
    [ReliabilityRow("12", "truncated JSON with a matching Content-Length")]
    public async Task A_truncated_document_is_an_error_and_gives_no_object(string body)
    {
        var error = await SingleErrorAsync("12", RawServer.Ok(body));
        Assert.Contains("/v2/images", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', 100_000)]
    [InlineData('[', 200_000)]
    [InlineData('{', 200_000)]
    [ReliabilityRow("14", "200,000 nested arrays or objects")]
    public async Task Endless_nesting_is_an_error(char open, int depth)
    {
        var nested = string.Concat(Enumerable.Repeat(open == '{' ? "{\"a\":" : "[", depth));
        await SingleErrorAsync("14", RawServer.Ok($$"""{"images": [{{Image("x", $", \"deep\": {nested}")}}"""));
    }

    [Theory]
    [InlineData("[]", "the response should be an object, and is an array")]
    [InlineData("{}", "\"images\" is missing")]
    [InlineData("null", "the response should be an object, and is null")]
    [InlineData("5", "the response should be an object, and is a number")]
    [InlineData("\"images\"", "the response should be an object, and is a string")]
    [InlineData("", "it is empty")]
    [InlineData("""{"images": {}}""", "\"images\" should be an array, and is an object")]
    [InlineData("""{"images": [null]}""", "\"images\" holds null")]
    [InlineData("""{"images": [5]}""", "\"images\" holds a number")]
    [InlineData("""{"images": [{"id": null, "name": "x"}]}""", "an image has no id")]
    [InlineData("""{"images": [{"id": {"a": 1}, "name": "x"}]}""", "an image has no id")]
    [ReliabilityRow("16", "`[]`, `{}`, `null`, a number, a string, an empty body, or a list of items that are not images")]
    public async Task JSON_with_another_structure_is_an_error_that_names_the_missing_field(string body, string why)
        => Assert.Contains(
            why, await SingleErrorAsync("16", RawServer.Ok(body), "; the message names what is missing"), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"im\u0061ges": [{0}]}""")]
    [InlineData("""{"\u0069\u006d\u0061\u0067\u0065\u0073": [{0}, {0}]}""")]
    [InlineData("""{"im\u0061ges": [{}]}""")]
    [ReliabilityRow("16b", "a list whose key is written with escape sequences: `im\\u0061ges`")]
    public async Task A_list_with_status_404_is_not_an_empty_list(string body)
        => Assert.Contains(
            "\"images\" is written with escape sequences", await SingleErrorAsync(
                "16b", RawServer.Ok(body.Replace("{0}", Image("x"), StringComparison.Ordinal))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"images": []} {"images": []}""")]
    [InlineData("""{"images": []}</html>""")]
    [InlineData("""{"images": [], 'next': null}""")]
    [InlineData("""{"images": [{"id": 'beabba40-9f35-4ecc-9eb3-f7fd195bc46d'}]}""")]
    [InlineData("""{images: []}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": NaN}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": 1e400}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", /* no */ "size": 1}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": undefined}]}""")]
    [InlineData("""{"images": [{"id": new Date(0)}]}""")]
    [ReliabilityRow("17", "text that some parsers accept as JSON: single or no quotes, comments, NaN, 1e400, undefined, "
        + "two documents in one")]
    public async Task Nearly_valid_JSON_is_an_error(string body) => await SingleErrorAsync("17", RawServer.Ok(body));

    [Fact]
    [ReliabilityRow("18", "`$type`, `$ref` and `$id` in an image")]
    public async Task Type_names_in_JSON_are_data()
    {
        var image = await SingleAsync(
            """{"$type": "System.Diagnostics.Process, System", "$id": "1", "$ref": "2", "id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d","""
                + """ "name": "x"}""");

        Assert.Equal("OpenStackImage.Image", image.TypeNames[0]);
        var properties = image.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(("System.Diagnostics.Process, System", "1", "2"), (properties["$type"], properties["$id"], properties["$ref"]));
        ReliabilityPage.Checked("18", "three properties of the image without special meaning");
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [ReliabilityRow("19", "property values that resemble dates and numbers, with the cultures tr-TR, de-DE and ar-SA")]
    public async Task A_property_is_the_same_text_in_every_culture(string culture)
    {
        var image = await SingleAsync(
            Image(
                "x",
                """, "build": "2026-11-24T00:26:38Z", "ratio": "1.5", "number": 1.5, "size": 1234567, "protected": true,"""
                    + """ "created_at": "2026-11-24T00:26:38Z", "I": "i" """),
            $"[cultureinfo]::CurrentCulture = '{culture}'");

        var properties = image.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(
            ("2026-11-24T00:26:38Z", "1.5", "1.5", "i"), (properties["build"], properties["ratio"], properties["number"], properties["I"]));
        Assert.Equal(
            (1_234_567L, true, new DateTime(2026, 11, 24, 0, 26, 38, DateTimeKind.Utc).ToLocalTime()),
            (image.Get("Size"), image.Get("IsProtected"), image.Get("CreatedAt")));
        ReliabilityPage.Checked("19", "the same texts, the same times");
    }

    [Fact]
    [ReliabilityRow("20", "a duplicate key in an image; a duplicate list")]
    public async Task The_second_of_two_equal_keys_is_used_and_two_equal_lists_are_an_error()
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(
            request.Number == 1 ? List(Image("first", ", \"name\": \"second\"")) : $$"""{"images": [], "images": []}"""));
        Connect(server);

        var result = Shell.Run("Get-OSImage; Get-OSImage");

        Assert.Equal("second", Assert.Single(result.Output).Text("Name"));
        ReliabilityPage.Saw("20", $"the second is used; {result.SingleError().Id()}");
    }

    [Fact]
    [ReliabilityRow("60", "fields and values of a newer service; null instead of a value")]
    public async Task Unknown_fields_are_kept_and_missing_fields_are_empty()
    {
        var image = await SingleAsync(
            """{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "name": null, "status": "hibernating", "visibility": null, "size": null,"""
                + """ "tags": null, "min_disk": "x", "created_at": "yesterday", "new": {"a": [1, {"b": 2}]}, "flag": true}""");

        Assert.Equal(
            (null, "hibernating", "", null), (image.Text("Name"), image.Text("Status"), image.Text("Visibility"), image.Get("Size")));
        Assert.Null(image.Get("CreatedAt"));
        Assert.Empty(image.Value<IReadOnlyList<string>>("Tags"));
        ReliabilityPage.Checked("60", "an image with the unchanged values; null remains null");
    }

    [Fact]
    [ReliabilityRow("61", "bytes that are not valid UTF-8, with charset=utf-8 and charset=latin1")]
    public async Task A_name_is_never_changed_silently()
    {
        var list = List(Image("b\u00e4r"));
        var utf8Length = $"Content-Length: {Encoding.UTF8.GetByteCount(list)}";
        var latin1Length = $"Content-Length: {Encoding.Latin1.GetByteCount(list)}";
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var charset = request.Number == 1 ? "utf-8" : "latin1";
            var response = RawServer.Ok(list)
                .Replace("application/json", $"application/json; charset={charset}", StringComparison.Ordinal)
                .Replace(utf8Length, latin1Length, StringComparison.Ordinal);
            await connection.WriteAsync(Encoding.Latin1.GetBytes(response), stopping);
        });
        Connect(server);

        var result = Shell.Run("Get-OSImage; Get-OSImage");

        Assert.Empty(result.Output);
        Assert.All(result.Errors, error => Assert.Contains("not UTF-8", error.ToString(), StringComparison.Ordinal));
        ReliabilityPage.Saw(
            "61",
            $"{string.Join(", ", result.Errors.Select(error => error.Id()))}: JSON is UTF-8; a name is never changed silently");
    }

    private async Task<System.Management.Automation.PSObject> SingleAsync(string image, string before = "")
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(List(image)));
        Connect(server);
        return Shell.Run($"{before}; Get-OSImage").Single();
    }
}
