using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Names with any characters, and texts that are or resemble IDs.</summary>
public sealed class ImageTextTests(TestCloud cloud) : CloudTests(cloud)
{
    private readonly string _name = TestCloud.Name("name");

    [Fact]
    public async Task Names_are_case_sensitive()
    {
        await Demo.CreateImageAsync(_name);
        Connect(Demo);

        Assert.Equal("ImageNotFound", Shell.Set("name", _name.ToUpperInvariant()).Run("Get-OSImage $name").SingleError().Id());
    }

    [Theory]
    [InlineData("ubuntu:22.04")]
    [InlineData("eq:ubuntu")]
    [InlineData("in:a,b")]
    [InlineData("../x?y#z")]
    [InlineData("..%2fx%3fy%23z")]
    [InlineData("a/b\\c")]
    [InlineData("a+b & c=d; 100%")]
    [InlineData("it's \"quoted\"")]
    [InlineData("a, b")]
    [InlineData("*")]
    [InlineData("Ümläut 日本")]
    [InlineData("<script>")]
    public async Task An_image_with_any_name_is_found_and_no_other_path_is_requested(string stem)
    {
        var name = TestCloud.Name(stem);
        var id = await Demo.CreateImageAsync(name);
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);

        Assert.Equal([id], Shell.Set("name", name).Run("Get-OSImageMember $name").Texts("ImageId"));

        var requests = Requests();

        // A name with wildcards is looked up exactly before it is taken for a pattern.
        Assert.Equal(name.AsSpan().ContainsAny('*', '?', '[') ? 3 : 2, requests.Length);
        Assert.All(requests[..^1], request => Assert.StartsWith("GET /v2/images?name=", request, StringComparison.Ordinal));
        Assert.Equal($"GET /v2/images/{id}/members 200", requests[^1]);
    }

    [Theory]
    [InlineData("../versions")]
    [InlineData("..")]
    [InlineData("x/../../versions")]
    [InlineData("%2e%2e%2fversions")]
    [InlineData("&limit=1")]
    [InlineData("#")]
    [InlineData("x\r\nX-Evil: 1")]
    public void A_name_is_never_part_of_a_path(string name)
    {
        Connect(Demo);

        Assert.Equal("ImageNotFound", Shell.Set("name", name).Run("Get-OSImageMember $name").SingleError().Id());

        Assert.All(Requests(), request => Assert.StartsWith("GET /v2/images?name=", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_that_resembles_an_ID_but_is_not_valid_is_a_name()
    {
        var name = Guid.NewGuid().ToString();
        var id = await Demo.CreateImageAsync(name);
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);

        Assert.Equal([id], Shell.Run($"Get-OSImageMember {name}").Texts("ImageId"));

        Assert.Equal(
            [$"GET /v2/images/{name}/members 404", $"GET /v2/images?name={name}&limit=1000 200", $"GET /v2/images/{id}/members 200"],
            Requests());
    }

    [Fact]
    public async Task An_ID_takes_precedence_over_an_image_with_that_name()
    {
        var id = await Demo.CreateImageAsync(_name);
        await Demo.CreateImageAsync(id);

        Connect(Demo);

        Assert.Equal([id], Shell.Run($"Get-OSImage {id}").Texts("Id"));
    }

    [Fact]
    public async Task An_ID_can_be_in_capitals()
    {
        var id = await Demo.CreateImageAsync(_name);
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);

        Assert.Equal([id], Shell.Run($"Get-OSImageMember {id.ToUpperInvariant()}").Texts("ImageId"));

        Assert.Equal([$"GET /v2/images/{id}/members 200"], Requests());
    }
}
