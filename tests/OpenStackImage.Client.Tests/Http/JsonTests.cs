using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Client.Tests.Http;

public sealed class JsonTests
{
    [Fact]
    public void Unknown_fields_become_properties()
    {
        var image = Read(
            """{"id": "1", "new_text": "x", "new_number": 5, "new_flag": true, "new_object": {"a": [1, {"b": 2}]}, "new_list": [[1], 2],"""
                + """ "new_null": null, "status": "hibernating", "visibility": "secret"}""");

        var expected = new Dictionary<string, string>
        {
            ["new_text"] = "x",
            ["new_number"] = "5",
            ["new_flag"] = "True",
            ["new_object"] = """{"a":[1,{"b":2}]}""",
            ["new_list"] = "[[1],2]",
        };
        Assert.Equal(expected, image.Properties);
        Assert.Equal("hibernating", image.Status);
        Assert.Equal("secret", image.Visibility);
    }

    [Fact]
    public void A_null_or_a_value_of_the_wrong_type_affects_only_its_field()
    {
        var image = Read(
            """{"id": "1", "name": null, "size": {"a": 1}, "min_disk": "7", "min_ram": "much", "protected": [], "tags": "none","""
                + """ "created_at": "yesterday", "updated_at": 5}""");

        Assert.Null(image.Name);
        Assert.Null(image.Size);
        Assert.Equal(7, image.MinDisk);
        Assert.Equal(0, image.MinRam);
        Assert.False(image.IsProtected);
        Assert.Empty(image.Tags);
        Assert.Null(image.CreatedAt);
        Assert.Null(image.UpdatedAt);
    }

    [Fact]
    public void Times_are_UTC_under_every_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
        try
        {
            var image = Read("""{"id": "1", "created_at": "2026-11-24T00:26:38Z", "updated_at": "2026-11-24T02:26:38+02:00"}""");

            Assert.Equal(new DateTime(2026, 11, 24, 0, 26, 38, DateTimeKind.Utc).ToLocalTime(), image.CreatedAt);
            Assert.Equal(image.CreatedAt, image.UpdatedAt);
            Assert.Equal(DateTimeKind.Local, image.UpdatedAt!.Value.Kind);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_type_name_in_JSON_is_an_ordinary_property()
    {
        var image = Read("""{"$type": "System.IO.FileInfo, System.Private.CoreLib", "id": "1", "$ref": "2"}""");

        Assert.Equal("1", image.Id);
        Assert.Equal("System.IO.FileInfo, System.Private.CoreLib", image.Properties["$type"]);
    }

    [Fact]
    public void A_member_ID_can_be_a_number()
        => Assert.Equal("5", Response("""{"member_id": 5, "image_id": "1", "status": "pending"}""").Read(MemberReader.Read).MemberId);

    [Fact]
    public void Nesting_is_limited()
    {
        Assert.NotNull(Read($$"""{"id": "1", "deep": {{Nested(60)}}}"""));
        Assert.Throws<UnexpectedResponseException>(() => Read($$"""{"id": "1", "deep": {{Nested(64)}}}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    [InlineData("""{"id": ""}""")]
    [InlineData("""{"id": "1" """)]
    public void Invalid_image_JSON_is_an_unexpected_response(string body)
    {
        var exception = Assert.Throws<UnexpectedResponseException>(() => Read(body));

        Assert.Contains("http://cloud/", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_the_same_for_any_split_into_chunks()
    {
        const string Page = """{"first": "\"images\": [{", "images": [{"id": "1", "name": "ä}]{\\\"", "deep": {"images": [{"id": "3"}]}},"""
            + """ {"id": "2"}], "next": "/v2/images?marker=2", "schema": "x"}""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(Page);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var (images, next) = await ReadPageAsync(new MemoryStream(bytes), size);

            Assert.Equal(["1", "2"], images.Select(image => image.Id));
            Assert.Equal("ä}]{\\\"", images[0].Name);
            Assert.Equal("/v2/images?marker=2", next);
        }
    }

    [Fact]
    public async Task The_last_page_can_be_empty()
    {
        var (images, next) = await ReadPageAsync(new MemoryStream("""{"images": []}"""u8.ToArray()), 5);

        Assert.Empty(images);
        Assert.Null(next);
    }

    private static async Task<(List<Image> Images, string? Next)> ReadPageAsync(Stream body, int chunkSize)
    {
        var images = new List<Image>();
        var page = new ListPage<Image>("images", ImageReader.Read, images.Add);
        await page.ReceiveAsync(
            new ResponseData(new Uri("http://cloud/"), 200, "application/json", 0, null, new Chunks(body, chunkSize)),
            CancellationToken.None);
        return (images, page.Next);
    }

    /// <summary>Returns a few bytes at a time, as a network connection can.</summary>
    private sealed class Chunks(Stream inner, int size) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, size));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static Image Read(string body) => Response(body).Read(ImageReader.Read);

    private static ServiceResponse Response(string body)
        => new(new Uri("http://cloud/"), 200, "application/json", new ArraySegment<byte>(System.Text.Encoding.UTF8.GetBytes(body)), null);
}
