using System.Management.Automation;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Get-OSImage by ID, name or object, and its lists.</summary>
public sealed class GetImageTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task An_ID_requires_one_request()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("image"));
        Connect(Demo);

        Assert.Equal([id], Shell.Run($"Get-OSImage {id}").Texts("Id"));

        Assert.Equal([$"GET /v2/images/{id} 200"], Requests());
    }

    [Fact]
    public async Task A_name_requires_one_request()
    {
        var name = TestCloud.Name("image");
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);

        Assert.Equal([id], Shell.Set("name", name).Run("Get-OSImage $name").Texts("Id"));

        Assert.Equal([$"GET /v2/images?name={Uri.EscapeDataString(name)}&limit=1000 200"], Requests());
    }

    [Fact]
    public async Task Images_come_from_the_pipeline_by_value_and_by_property_name()
    {
        var (first, second) = (await Demo.CreateImageAsync(TestCloud.Name("first")), await Demo.CreateImageAsync(TestCloud.Name("second")));
        Connect(Demo);
        Shell.Set("first", first).Set("second", second);

        Assert.Equal([first, second], Shell.Run("$first, $second | Get-OSImage").Texts("Id"));
        Assert.Equal(
            [second, first],
            Shell.Run("[pscustomobject]@{ ImageId = $second }, [pscustomobject]@{ Id = $first } | Get-OSImage").Texts("Id"));
        Assert.Equal([first], Shell.Run("Get-OSImage $first | Get-OSImage").Texts("Id"));
    }

    [Fact]
    public async Task A_list_contains_the_images_that_the_project_can_see()
    {
        var mine = await Demo.CreateImageAsync(TestCloud.Name("mine"), "private");
        var theirs = await Alt.CreateImageAsync(TestCloud.Name("theirs"), "private");
        var published = await Admin.CreateImageAsync(TestCloud.Name("published"), "public");
        Connect(Demo);

        var ids = Shell.Run("Get-OSImage").Texts("Id");

        Assert.Contains(mine, ids);
        Assert.Contains(published, ids);
        Assert.DoesNotContain(theirs, ids);
    }

    [Theory]
    [InlineData("private")]
    [InlineData("shared")]
    [InlineData("community")]
    public async Task A_list_is_filtered_by_visibility(string visibility)
    {
        var ids = new Dictionary<string, string>();
        foreach (var each in new[] { "private", "shared", "community" })
        {
            ids[each] = await Demo.CreateImageAsync(TestCloud.Name(each), each);
        }

        Connect(Demo);

        var found = Shell.Run($"Get-OSImage -Visibility {visibility}");

        Assert.All(found.Texts("Visibility"), each => Assert.Equal(visibility, each));
        Assert.Equal([ids[visibility]], found.Texts("Id").Intersect(ids.Values));
        Assert.Equal([$"GET /v2/images?visibility={visibility}&limit=1000 200"], Requests());
    }

    [Fact]
    public async Task A_list_is_filtered_by_status()
    {
        var queued = await Demo.CreateImageAsync(TestCloud.Name("queued"));
        var active = await Demo.CreateImageAsync(TestCloud.Name("active"));
        await Demo.UploadAsync(active, Encoding.UTF8.GetBytes("some data"));
        Connect(Demo);

        Assert.Equal([active], Shell.Run("Get-OSImage -Status active -Visibility shared").Texts("Id").Intersect([queued, active]));
        Assert.Equal([queued], Shell.Run("Get-OSImage -Status queued -Visibility shared").Texts("Id").Intersect([queued, active]));
    }

    [Fact]
    public async Task An_image_has_typed_properties()
    {
        var name = TestCloud.Name("typed");
        var id = await Demo.CreateImageAsync(name);
        await Demo.UploadAsync(id, Encoding.UTF8.GetBytes("some data"));
        Connect(Demo);

        var image = Shell.Run($"Get-OSImage {id}").Single();

        Assert.Equal("OpenStackImage.Image", image.TypeNames[0]);
        Assert.Equal(name, image.Text("Name"));
        Assert.Equal("active", image.Text("Status"));
        Assert.Equal("shared", image.Text("Visibility"));
        Assert.Equal(Demo.ProjectId, image.Text("OwnerId"));
        Assert.Equal(9L, image.Value<long>("Size"));
        Assert.Equal("raw", image.Text("DiskFormat"));
        Assert.Equal("bare", image.Text("ContainerFormat"));
        Assert.Equal(0L, image.Value<long>("MinDisk"));
        Assert.Equal(0L, image.Value<long>("MinRam"));
        Assert.Equal("1e50210a0202497fb79bc38b6ade6c34", image.Text("Checksum"));
        Assert.Equal("sha512", image.Text("HashAlgorithm"));
        Assert.Equal(128, image.Text("HashValue")!.Length);
        Assert.False(image.Value<bool>("IsProtected"));
        Assert.False(image.Value<bool>("IsHidden"));
        Assert.Empty(image.Value<IEnumerable<string>>("Tags"));
        Assert.NotNull(image.Get("Properties"));
        Assert.NotNull(image.Get("Stores"));
        Assert.Equal(DateTimeKind.Local, image.Value<DateTime>("CreatedAt").Kind);
        Assert.True(image.Value<DateTime>("UpdatedAt") >= image.Value<DateTime>("CreatedAt"));
        Assert.Equal(name, image.ToString());
    }

    [Fact]
    public async Task The_default_table_has_the_main_properties_of_an_image()
    {
        var name = TestCloud.Name("table");
        var id = await Demo.CreateImageAsync(name);
        await Demo.UploadAsync(id, new byte[2048]);
        Connect(Demo);

        var lines = Shell.Show($"Get-OSImage {id}");

        Assert.Equal(["Name", "Status", "Visibility", "Size", "Id"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches($"^{name} +active +shared +2[.,]0 KiB {id}$", lines[^1]);
    }

    [Fact]
    public void Each_missing_image_is_one_error_and_the_others_are_returned()
    {
        var name = TestCloud.Name("missing");
        Connect(Demo);

        var result = Shell.Set("name", name).Run("Get-OSImage $name; 'and on'");

        var error = result.SingleError();
        Assert.Equal("and on", Assert.Single(result.Output).ToString());
        Assert.Equal("ImageNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Equal(name, error.TargetObject);
    }
}
