using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Two services on one port, and request targets that are not normalized.</summary>
public sealed class PrefixTests : CloudTest
{
    [Theory]
    [InlineData("/identity", 300)]
    [InlineData("/identity/", 300)]
    [InlineData("/identity/v3", 200)]
    [InlineData("/image", 300)]
    [InlineData("/image/", 300)]
    [InlineData("/image/versions", 200)]
    [InlineData("/image/nosuch", 300)]
    [InlineData("/image/v2", 401)]
    [InlineData("/image/../identity/v3", 300)]
    [InlineData("/", 404)]
    [InlineData("/images", 404)]
    [InlineData("/identityx/v3", 404)]
    public async Task Each_prefix_selects_its_service(string target, int status)
        => Assert.Equal(status, (await Cloud.SendAsync("GET", target)).Status);

    [Fact]
    public async Task The_URLs_of_the_catalog_contain_the_prefixes()
    {
        var response = await Cloud.SendAsync("GET", "/identity/v3/auth/catalog", await Cloud.TokenAsync("demo"));
        var urls = JsonDocument.Parse(response.Body).RootElement.GetProperty("catalog").EnumerateArray()
            .SelectMany(service => service.GetProperty("endpoints").EnumerateArray())
            .Select(endpoint => endpoint.GetProperty("url").GetString()).Distinct();
        Assert.Equal([Cloud.IdentityUri.AbsoluteUri, Cloud.ImageUri.AbsoluteUri], urls);
    }

    [Fact]
    public async Task Links_of_Glance_omit_the_prefix()
    {
        var id = Add("demo", "linked");
        var response = await Cloud.SendAsync("GET", $"/image/v2/images/{id}", await Cloud.TokenAsync("demo"));
        Assert.Equal($"/v2/images/{id}", JsonDocument.Parse(response.Body).RootElement.GetProperty("self").GetString());
    }

    [Theory]
    [InlineData("/image/v2/images/{0}%2Fmembers", 200)]
    [InlineData("/image/v2/images/x/../{0}", 404)]
    [InlineData("/image//v2//images/{0}", 200)]
    [InlineData("/image/%76%32/images/{0}", 200)]
    public async Task Paths_are_decoded_once_and_not_normalized(string target, int status)
    {
        var id = Add("demo", "raw");
        var response = await Cloud.SendAsync("GET", target.Replace("{0}", id, StringComparison.Ordinal), await Cloud.TokenAsync("demo"));
        Assert.Equal(status, response.Status);
    }

    [Theory]
    [InlineData("images")]
    [InlineData("images?limit=1")]
    [InlineData("images/nope")]
    public async Task Every_response_except_401_and_300_has_a_request_id(string path)
    {
        var token = await Cloud.TokenAsync("demo");
        Assert.True((await Cloud.SendAsync("GET", "/image/v2/" + path, token)).Headers.ContainsKey("x-openstack-request-id"));
        Assert.False((await Cloud.SendAsync("GET", "/image/v2/" + path)).Headers.ContainsKey("x-openstack-request-id"));
        Assert.False((await Cloud.SendAsync("GET", "/image/v9/" + path)).Headers.ContainsKey("x-openstack-request-id"));
    }
}
