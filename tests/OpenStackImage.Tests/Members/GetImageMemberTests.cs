using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>The members of images that are specified by ID, name, object or property.</summary>
public sealed class GetImageMemberTests(TestCloud cloud) : ImageMemberTests(cloud)
{
    [Fact]
    public async Task An_ID_requires_one_request()
    {
        var (id, _) = await SharedImageAsync();
        Connect(Demo);

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {id}").Texts("MemberId"));

        Assert.Equal([$"GET /v2/images/{id}/members 200"], Requests());
    }

    [LocalCloudFact("reads the cloud's own request log")]
    public async Task The_cloud_receives_one_request_for_an_ID_and_two_for_a_name()
    {
        var (id, name) = await SharedImageAsync();
        Connect(Demo);
        Cloud.Local.Log.Clear();

        Shell.Run($"Get-OSImageMember {id}").MustSucceed();
        Assert.Equal([$"GET /v2/images/{id}/members 200"], SeenByCloud());

        Cloud.Local.Log.Clear();
        Shell.Set("name", name).Run("Get-OSImageMember $name").MustSucceed();
        Assert.Equal(
            [$"GET /v2/images?name={Uri.EscapeDataString(name)}&limit=1000 200", $"GET /v2/images/{id}/members 200"], SeenByCloud());
    }

    [Fact]
    public async Task A_name_requires_two_requests()
    {
        var (id, name) = await SharedImageAsync();
        Connect(Demo);

        Assert.Equal([id], Shell.Set("name", name).Run("Get-OSImageMember $name").Texts("ImageId"));

        Assert.Equal([$"GET /v2/images?name={Uri.EscapeDataString(name)}&limit=1000 200", $"GET /v2/images/{id}/members 200"], Requests());
    }

    [Fact]
    public async Task A_Guid_is_an_ID()
    {
        var (id, _) = await SharedImageAsync();
        Connect(Demo);

        Assert.Equal([id], Shell.Set("guid", Guid.Parse(id)).Run("Get-OSImageMember $guid").Texts("ImageId"));
    }

    [Theory]
    [InlineData("Get-OSImageMember $image")]
    [InlineData("$image | Get-OSImageMember")]
    [InlineData("Get-OSImageMember -Image $image")]
    public async Task An_image_object_requires_one_request(string command)
    {
        var (id, _) = await SharedImageAsync();
        Connect(Demo);
        Shell.Run($"$image = Get-OSImage {id}").MustSucceed();

        Assert.Equal([id], Shell.Run(command).Texts("ImageId"));

        Assert.Equal([$"GET /v2/images/{id}/members 200"], Requests(since: 2));
    }

    [Theory]
    [InlineData("Get-OSImageMember $first, $second")]
    [InlineData("Get-OSImageMember -Image $first, $second")]
    [InlineData("$first, $second | Get-OSImageMember")]
    [InlineData("Get-OSImage $first, $second | Get-OSImageMember")]
    [InlineData("Get-OSImageMember (Get-OSImage $first, $second)")]
    [InlineData("Get-OSImageMember (Get-OSImage $first), $second")]
    public async Task Several_images_are_written_in_the_order_of_the_input(string command)
    {
        var (first, _) = await SharedImageAsync();
        var (second, _) = await SharedImageAsync();
        Connect(Demo);

        Assert.Equal([first, second], Shell.Set("first", first).Set("second", second).Run(command).Texts("ImageId"));
        Assert.Equal([second, first], Shell.Set("first", second).Set("second", first).Run(command).Texts("ImageId"));
    }

    [Theory]
    [InlineData("ImageId")]
    [InlineData("Id")]
    [InlineData("Image")]
    public async Task A_property_of_any_object_can_specify_the_image(string property)
    {
        var (first, _) = await SharedImageAsync();
        var (second, _) = await SharedImageAsync();
        Connect(Demo);
        Shell.Set("first", first).Set("second", second);

        var result = Shell.Run(
            $"[pscustomobject]@{{ {property} = $first }}, [pscustomobject]@{{ {property} = $second }} | Get-OSImageMember");

        Assert.Equal([first, second], result.Texts("ImageId"));
    }

    [Fact]
    public async Task Members_can_be_piped_in_again_to_get_their_current_state()
    {
        var (id, _) = await SharedImageAsync();
        await Demo.ShareAsync(id, Admin);
        Connect(Demo);
        Shell.Run($"$before = Get-OSImageMember {id} -Project {Alt.ProjectId}").MustSucceed();
        await Alt.SetMemberStatusAsync(id, "accepted");

        var member = Shell.Run("$before | Get-OSImageMember").Single();

        Assert.Equal(Alt.ProjectId, member.Text("MemberId"));
        Assert.Equal("accepted", member.Text("Status"));
    }

    [Theory]
    [InlineData("''")]
    [InlineData("' '")]
    [InlineData("$null")]
    [InlineData("@()")]
    public void A_missing_image_is_refused_before_any_request(string image)
    {
        Connect(Demo);

        var error = Shell.Run($"Get-OSImageMember {image}").MustTerminate();

        Assert.IsAssignableFrom<ParameterBindingException>(error.Exception);
        Assert.Empty(Requests());
    }

    [Fact]
    public async Task A_member_has_typed_properties()
    {
        var before = DateTime.Now.AddMinutes(-1);
        var (id, _) = await SharedImageAsync();
        Connect(Demo);

        var member = Shell.Run($"Get-OSImageMember {id}").Single();

        Assert.Equal("OpenStackImage.ImageMember", member.TypeNames[0]);
        Assert.Equal(
            ["ImageId", "MemberId", "Status", "CreatedAt", "UpdatedAt", "ImageName", "MemberName", "MemberDomain", "Cloud"],
            member.Properties.Select(property => property.Name));
        Assert.Equal(DateTimeKind.Local, member.Value<DateTime>("CreatedAt").Kind);
        Assert.InRange(member.Value<DateTime>("CreatedAt"), before, before.AddMinutes(5));
        Assert.InRange(member.Value<DateTime>("UpdatedAt"), before, before.AddMinutes(5));
        Assert.Null(member.Get("ImageName"));
    }

    [Fact]
    public async Task The_default_table_has_three_columns()
    {
        var image = await ImageOfThreeAsync();
        Connect(Demo);

        var lines = Shell.Show($"Get-OSImageMember {image}");

        Assert.Equal(["ImageId", "MemberId", "Status"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            new[] { Alt.ProjectId, Admin.ProjectId }.Select(member => $"{image} {member} pending").Order(),
            lines.Skip(2).Order());
    }

    [Fact]
    public async Task A_shared_image_without_members_gives_nothing()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("lonely"));
        Connect(Demo);

        Assert.Empty(Shell.Run($"Get-OSImageMember {id}").MustSucceed().Output);
    }

    [Fact]
    public async Task A_member_sees_only_itself()
    {
        var image = await ImageOfThreeAsync();
        Connect(Alt);

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {image}").Texts("MemberId"));
    }
}
