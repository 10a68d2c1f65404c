using CsCheck;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Http;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://cloud/identity", "http://cloud/identity/v3")]
    [InlineData("http://cloud/identity/", "http://cloud/identity/v3")]
    [InlineData("http://cloud/identity/v3", "http://cloud/identity/v3")]
    [InlineData("http://cloud/identity/v3/", "http://cloud/identity/v3")]
    [InlineData("http://cloud:5000", "http://cloud:5000/v3")]
    [InlineData("http://cloud/v2.0", "http://cloud/v3")]
    [InlineData("http://cloud/v3/AUTH_1", "http://cloud/v3/AUTH_1")]
    [InlineData("http://cloud/v3app", "http://cloud/v3app/v3")]
    public void A_version_is_appended_if_the_URL_has_none(string address, string expected)
        => Assert.Equal(new Uri(expected), ServiceAddress.Versioned(new Uri(address), "v3"));

    [Theory]
    [InlineData("http://cloud/identity/v3/", "http://cloud/identity")]
    [InlineData("http://cloud/identity", "http://cloud/identity")]
    [InlineData("http://cloud/v2.0", "http://cloud/")]
    public void A_version_is_removed(string address, string expected)
        => Assert.Equal(new Uri(expected), ServiceAddress.Unversioned(new Uri(address)));

    [Theory]
    [InlineData("http://inner:5000/identity/v3/", "https://cloud/identity/v3")]
    [InlineData("http://inner:5000/v3/", "https://cloud/identity/v3")]
    [InlineData("https://cloud/v3/", "https://cloud/identity/v3")]
    [InlineData("https://cloud/identity/app/v3/", "https://cloud/identity/app/v3")]
    [InlineData("/identity/v3", "https://cloud/identity/v3")]
    [InlineData("https://cloud/identity/..%2f../v3", "https://cloud/identity/v3")]
    [InlineData("https://me:secret@cloud/identity/v3/?a=1#b", "https://cloud/identity/v3")]
    [InlineData(null, "https://cloud/identity/v3")]
    public void A_link_keeps_the_requested_host_and_prefix(string? self, string expected)
        => Assert.Equal(
            new Uri(expected), ServiceAddress.Linked(new Uri("https://cloud/identity"), new ApiVersion("v3.14", "stable", self)));

    [Theory]
    [InlineData("A3E4F8F0-1A5C-4E9C-9C5F-0D8F6E2B7A11", "a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11")]
    [InlineData("a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11", "a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11")]
    [InlineData("a3e4f8f01a5c4e9c9c5f0d8f6e2b7a11", null)]
    [InlineData("{a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11}", null)]
    [InlineData("a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11/members", null)]
    [InlineData("..", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_image_ID_is_a_UUID_with_dashes(string? text, string? expected)
    {
        Assert.Equal(expected is not null, OpenStackId.TryParseImageId(text, out var id));
        Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData("780246763ee7495badbbda61d8e0eaf7", true)]
    [InlineData("a3e4f8f0-1a5c-4e9c-9c5f-0d8f6e2b7a11", true)]
    [InlineData("default", false)]
    [InlineData("780246763ee7495badbbda61d8e0eaf", false)]
    [InlineData("780246763ee7495badbbda61d8e0eafg", false)]
    [InlineData("../admin", false)]
    public void A_project_ID_is_a_UUID_with_or_without_dashes(string text, bool expected)
        => Assert.Equal(expected, OpenStackId.IsProjectId(text));

    [Fact]
    public void A_valid_ID_contains_only_hexadecimal_digits_and_dashes()
    {
        var nearly = Gen.Char["0123456789abcdefABCDEF-/.%?#{} \0"].Array[30, 38].Select(characters => new string(characters));
        var image = Gen.Guid.Select(id => id.ToString("D"));
        Gen.OneOf(Gen.String, nearly, image, image.Select(id => id + "\n"), image.Select(id => " " + id)).Sample(text =>
        {
            if (OpenStackId.TryParseImageId(text, out var id))
            {
                Assert.Matches("\\A[0-9a-f-]{36}\\z", id);
            }

            if (OpenStackId.IsProjectId(text))
            {
                Assert.Matches("\\A[0-9a-fA-F-]{32,36}\\z", text);
            }
        });
    }

    [Theory]
    [InlineData("http://cloud/v2/images", "/v2/images/", "http://cloud/v2/images/")]
    [InlineData("http://cloud/v2/images", "http://CLOUD:80/elsewhere", "http://cloud/elsewhere")]
    public void A_redirect_of_a_GET_on_the_same_origin_is_followed(string from, string location, string expected)
    {
        Assert.Equal(
            new Uri(expected), RedirectPolicy.Follow(HttpMethod.Get, new Uri(from), new Uri(location, UriKind.RelativeOrAbsolute), hop: 0));
    }

    [Theory]
    [InlineData("GET", "http://cloud/", "http://elsewhere/", 0)]
    [InlineData("GET", "http://cloud/", "http://cloud:81/", 0)]
    [InlineData("GET", "https://cloud/", "http://cloud/", 0)]
    [InlineData("GET", "http://cloud/", "//elsewhere/", 0)]
    [InlineData("GET", "http://cloud/", null, 0)]
    [InlineData("GET", "http://cloud/", "/again", RedirectPolicy.MaxHops)]
    [InlineData("POST", "http://cloud/", "/elsewhere", 0)]
    [InlineData("DELETE", "http://cloud/", "/elsewhere", 0)]
    public void Every_other_redirect_is_refused(string method, string from, string? location, int hop)
    {
        var target = location is null ? null : new Uri(location, location[0] == '/' ? UriKind.Relative : UriKind.Absolute);

        Assert.Throws<RedirectRefusedException>(() => RedirectPolicy.Follow(new HttpMethod(method), new Uri(from), target, hop));
    }
}
