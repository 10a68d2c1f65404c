using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

public sealed class PagingTests : CloudTest
{
    protected override CloudOptions Options => new() { LimitDefault = 7, ApiLimitMax = 10 };

    [Theory]
    [InlineData("/v2/images", 7)]
    [InlineData("/v2/images?limit=3", 3)]
    [InlineData("/v2/images?limit=999", 10)]
    [InlineData("/v2/images?sort=name:asc", 7)]
    [InlineData("/v2/images?sort_key=size&sort_key=name&sort_dir=desc", 7)]
    [InlineData("/v2/images?sort=created_at:asc", 7)]
    public async Task The_pages_contain_every_image_once(string path, int pageSize)
    {
        var ids = Enumerable.Range(0, 45).Select(i => Add("demo", $"image-{i % 9}")).ToHashSet();
        var token = await Cloud.TokenAsync("demo");
        HashSet<string> seen = [];
        for (var next = path; next is not null;)
        {
            var page = JsonDocument.Parse((await Cloud.SendAsync("GET", "/image" + next, token)).Body).RootElement;
            Assert.True(page.GetProperty("images").GetArrayLength() <= pageSize);
            foreach (var image in page.GetProperty("images").EnumerateArray())
            {
                Assert.True(seen.Add(image.GetProperty("id").GetString()!));
            }

            next = page.TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task The_newest_image_comes_first()
    {
        Add("demo", "old");
        Add("demo", "new");
        Assert.Equal(["new", "old"], await NamesAsync("?limit=9"));
        Assert.Equal(["old", "new"], await NamesAsync("?sort=created_at:asc"));
    }

    [Fact]
    public async Task A_full_last_page_has_a_next_link_to_an_empty_page()
    {
        var id = Add("demo", "only");
        var token = await Cloud.TokenAsync("demo");
        var page = JsonDocument.Parse((await Cloud.SendAsync("GET", "/image/v2/images?limit=1&name=only", token)).Body).RootElement;
        Assert.Equal($"/v2/images?limit=1&name=only&marker={id}", page.GetProperty("next").GetString());
        var empty = JsonDocument.Parse((await Cloud.SendAsync("GET", "/image" + page.GetProperty("next").GetString(), token)).Body)
            .RootElement;
        Assert.Equal((0, false), (empty.GetProperty("images").GetArrayLength(), empty.TryGetProperty("next", out _)));
    }

    [Fact]
    public async Task A_deleted_marker_is_refused()
    {
        var id = Add("demo", "gone");
        Cloud.State.RemoveImage(id);
        var response = await Cloud.SendAsync("GET", $"/image/v2/images?marker={id}", await Cloud.TokenAsync("demo"));
        Assert.Equal(400, response.Status);
    }

    private async Task<IEnumerable<string?>> NamesAsync(string query)
    {
        var response = await Cloud.SendAsync("GET", "/image/v2/images" + query, await Cloud.TokenAsync("demo"));
        var images = JsonDocument.Parse(response.Body).RootElement.GetProperty("images");
        return [.. images.EnumerateArray().Select(image => image.GetProperty("name").GetString())];
    }
}
