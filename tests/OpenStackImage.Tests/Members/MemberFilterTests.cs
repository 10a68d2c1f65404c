using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember with -Project or -Status.</summary>
public sealed class MemberFilterTests(TestCloud cloud) : ImageMemberTests(cloud)
{
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
    public async Task A_user_who_cannot_list_projects_still_finds_the_users_own_projects_by_name()
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
}
