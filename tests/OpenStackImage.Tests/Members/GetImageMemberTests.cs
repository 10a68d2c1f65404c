using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

public sealed class GetImageMemberTests(TestCloud cloud) : CloudTests(cloud)
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
    [InlineData("-Project $id")]
    [InlineData("-MemberId $id")]
    [InlineData("-ProjectId $id")]
    [InlineData("-Member $id")]
    [InlineData("-Project $id, $other")]
    public async Task A_project_ID_filters_the_members_without_a_lookup(string filter)
    {
        var image = await ImageOfThreeAsync();
        Connect(Demo);
        Shell.Set("id", Alt.ProjectId).Set("other", Guid.NewGuid().ToString("N"));

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {image} {filter}").Texts("MemberId"));

        Assert.Equal([$"GET /v2/images/{image}/members 200"], Requests());
    }

    [Fact]
    public async Task Project_is_the_second_positional_parameter()
    {
        var image = await ImageOfThreeAsync();
        Connect(Demo);

        Assert.Equal([Admin.ProjectId], Shell.Run($"Get-OSImageMember {image} {Admin.ProjectId}").Texts("MemberId"));
    }

    [Fact]
    public async Task A_project_name_is_looked_up_again_by_the_next_command()
    {
        var image = await ImageOfThreeAsync();
        Connect(Admin);

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {image} -Project alt").Texts("MemberId"));
        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {image} -Project alt").Texts("MemberId"));

        Assert.Equal(
            [
                "GET /v3/projects?name=alt 200", $"GET /v2/images/{image}/members 200",
                "GET /v3/projects?name=alt 200", $"GET /v2/images/{image}/members 200",
            ],
            Requests());
    }

    [Fact]
    public async Task A_project_name_is_looked_up_once_for_a_whole_pipeline()
    {
        var images = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            images.Add((await SharedImageAsync()).Id);
        }

        Connect(Admin);

        Assert.Equal(images, Shell.Set("images", images).Run("$images | Get-OSImageMember -Project alt").Texts("ImageId"));

        Assert.Single(Requests(), request => request.Contains("/v3/projects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_cannot_list_projects_still_finds_the_own_projects_by_name()
    {
        var (id, _) = await SharedImageAsync();
        Connect(Alt);

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {id} -Project alt").Texts("MemberId"));
    }

    [Fact]
    public async Task A_project_name_that_cannot_be_resolved_is_an_error_and_is_never_sent_to_Glance()
    {
        var (id, _) = await SharedImageAsync();
        Connect(Demo);

        var error = Shell.Run($"Get-OSImageMember {id} -Project alt").SingleError();

        Assert.Equal("ProjectNotResolved", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Contains("'alt'", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Requests(),
            request => request.Contains("/images/", StringComparison.Ordinal) && request.Contains("alt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_that_does_not_exist_is_an_error_if_the_session_can_verify_it()
    {
        var (id, _) = await SharedImageAsync();
        Connect(Admin);

        var error = Shell.Run($"Get-OSImageMember {id} -Project 'no such project'").SingleError();

        Assert.Equal("ProjectNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
    }

    [Theory]
    [InlineData("accepted", new[] { "accepted" })]
    [InlineData("rejected", new[] { "rejected" })]
    [InlineData("pending", new[] { "pending" })]
    [InlineData("Pending, ACCEPTED", new[] { "pending", "accepted" })]
    public async Task Status_filters_the_members(string filter, string[] statuses)
    {
        var image = await ImageOfThreeAsync();
        await Alt.SetMemberStatusAsync(image, "accepted");
        await Admin.SetMemberStatusAsync(image, "rejected");
        await Demo.ShareAsync(image, Guid.NewGuid().ToString("N"));
        Connect(Demo);

        Assert.Equal(statuses.Order(), Shell.Run($"Get-OSImageMember {image} -Status {filter}").Texts("Status").Order());
    }

    [Fact]
    public void An_unknown_status_is_refused_before_any_request()
    {
        Connect(Demo);

        Assert.Equal("ParameterArgumentValidationError", Shell.Run("Get-OSImageMember x -Status perhaps").MustTerminate().Id());
        Assert.Empty(Requests());
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

    private async Task<(string Id, string Name)> SharedImageAsync()
    {
        var name = TestCloud.Name("shared");
        var id = await Demo.CreateImageAsync(name);
        await Demo.ShareAsync(id, Alt);
        return (id, name);
    }

    /// <summary>The owner demo, the members alt and admin.</summary>
    private async Task<string> ImageOfThreeAsync()
    {
        var (id, _) = await SharedImageAsync();
        await Demo.ShareAsync(id, Admin);
        return id;
    }
}
