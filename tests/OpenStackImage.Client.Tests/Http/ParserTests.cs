using System.Globalization;
using System.Text;
using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>Examples that fail if a single line of a parser is wrong.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("""{"images": [{"id": "1", "v": "\\"}, {"id": "2", "v": "]"}]}""", "1,2")]
    [InlineData("""{"images": [{"id": "1", "v": "\\\""}, {"id": "2", "v": "\\\\"}]}""", "1,2")]
    [InlineData("""{"other": {"images": [{"id": "9"}]}, "images": [{"id": "1"}]}""", "1")]
    [InlineData("""{"a": "images", "b": [{"id": "9"}], "images": [{"id": "1", "images": [{"id": "8"}]}]}""", "1")]
    [InlineData("""{"images\\": [{"id": "9"}], "images": [{"id": "1"}]}""", "1")]
    public void Only_the_items_of_the_list_are_found(string text, string ids)
    {
        var found = new List<string>();
        using var splitter = new JsonArraySplitter(
            "images", part => found.AddRange(JArray.Parse(Encoding.UTF8.GetString(part)).Select(item => (string)item["id"]!)),
            failure => throw failure);

        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            splitter.Add(new ArraySegment<byte>([value]));
        }

        Assert.Equal(ids, string.Join(",", found));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
        => Assert.Equal("v2.1", Versions("\ufeff{\"versions\": [{\"id\": \"v2.1\"}]}").Newest(2)?.Id);

    [Theory]
    [InlineData("""{"versions": [{"id": "v2.9"}, {"id": "v2.16"}, {"id": "v2.2"}, {"id": "v3.20"}]}""")]
    [InlineData("""{"versions": {"values": [{"id": "v2.0"}, {"id": "v2.16"}]}}""")]
    [InlineData("""{"version": {"id": "v2.16"}}""")]
    public void The_newest_minor_version_of_a_major_version_is_used(string document)
        => Assert.Equal("v2.16", Versions(document).Newest(2)?.Id);

    [Fact]
    public void A_date_in_Retry_After_is_compared_with_the_clock_of_the_server()
    {
        var now = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        using var message = new HttpResponseMessage();
        message.Headers.Date = now;
        message.Headers.TryAddWithoutValidation("Retry-After", now.AddSeconds(7).ToString("R", CultureInfo.InvariantCulture));

        Assert.Equal(TimeSpan.FromSeconds(7), ResponseReader.RetryAfterOf(message));
    }

    [Fact]
    public void No_query_contains_half_a_surrogate_pair()
    {
        // This text is not InlineData, because xunit would replace the surrogate.
        foreach (var text in new[] { "\ud83d", "a\udc00b", "\ud83d\ud83d" })
        {
            Assert.False(QueryString.IsWellFormed(text));
            var refusal = Assert.ThrowsAny<OpenStackException>(() => new Url("http://cloud/").WithQuery(text, "x"));
            Assert.Equal("InvalidRequest", refusal.ErrorId);
        }

        Assert.True(QueryString.IsWellFormed("\ud83d\ude00"));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("a\u007f")]
    [InlineData("a\u0080")]
    [InlineData("a\r\nX-Evil: 1")]
    public void No_header_contains_a_character_outside_printable_ASCII(string value)
        => Assert.ThrowsAny<OpenStackException>(() => HeaderNames.RequireValue("X-Test", value));

    private static ApiVersions Versions(string body)
        => new ServiceResponse(
            new Uri("http://cloud/"), 200, "application/json", new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), null)
            .Read(ApiVersionReader.Read);
}
