using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Remove-OSImageMember.</summary>
public sealed class RemoveMemberTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task Without_PassThru_there_is_no_output()
    {
        var image = await SharedAsync();
        Connect(Demo);

        Assert.Empty(Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed().Output);

        Assert.Equal([$"{Admin.ProjectId} pending"], await MembersAsync(image));
        Assert.Equal(
            [$"GET /v2/images/{image.Id}/members/{Alt.ProjectId} 200", $"DELETE /v2/images/{image.Id}/members/{Alt.ProjectId} 204"],
            Requests());
    }

    [Fact]
    public async Task A_member_from_the_pipeline_is_removed_with_one_request()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Demo);

        Shell.Run($"Get-OSImageMember {image.Id} | Remove-OSImageMember").MustSucceed();

        Assert.Equal(
            [$"GET /v2/images/{image.Id}/members 200", $"DELETE /v2/images/{image.Id}/members/{Alt.ProjectId} 204"], Requests());
    }

    [LocalCloudTheory("loses a response")]
    [InlineData(502, Cut.None)]
    [InlineData(null, Cut.BeforeResponse)]
    public async Task A_project_that_never_was_a_member_is_an_error_although_a_response_was_lost(int? status, Cut cut)
    {
        var image = await ImageAsync();
        Connect(Demo);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "DELETE", Times = 1, Status = status, Cut = cut, AfterHandling = true });

        var result = Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId} -PassThru");

        Assert.Equal("NotAMember", result.SingleError().Id());
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task PassThru_writes_the_removed_members()
    {
        var image = await SharedAsync();
        Connect(Demo);

        var change = Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId} -PassThru").Single();

        Assert.Equal("OpenStackImage.ImageMemberChange", change.TypeNames[0]);
        Assert.Equal([$"{image.Id} {Alt.ProjectId}"], Pairs([change]));
        Assert.Equal("Removed", change.Text("Action"));
        Assert.Null(change.Get("Status"));
    }

    [Theory]
    [InlineData("Remove-OSImageMember $id $project -PassThru")]
    [InlineData("Remove-OSImageMember $name $project -PassThru")]
    [InlineData("Remove-OSImageMember -Image (Get-OSImage $id) -Project (Get-OSProject $projectId) -PassThru")]
    [InlineData("$id | Remove-OSImageMember -Project $project -PassThru")]
    [InlineData("Get-OSImage $id | Remove-OSImageMember -Project $projectId -PassThru")]
    [InlineData("Get-OSImageMember $id | Remove-OSImageMember -PassThru")]
    [InlineData("[pscustomobject]@{ ImageId = $id; MemberId = $projectId } | Remove-OSImageMember -PassThru")]
    public async Task Image_and_project_are_specified_by_ID_by_name_and_from_the_pipeline(string command)
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);
        Shell.Set("id", image.Id).Set("name", image.Name).Set("project", project.Name).Set("projectId", project.Id);

        Assert.Equal([$"{image.Id} {project.Id}"], Pairs(Shell.Run(command).MustSucceed().Output));
        Assert.Empty(await MembersAsync(image));
    }

    [Fact]
    public async Task Every_project_is_removed_from_every_image()
    {
        var images = new[] { await SharedAsync(), await SharedAsync() };
        Connect(Demo);
        Shell.Set("images", images.Select(image => image.Id).ToArray()).Set("projects", new[] { Alt.ProjectId, Admin.ProjectId });

        var result = Shell.Run("$images | Remove-OSImageMember -Project $projects -PassThru").MustSucceed();

        Assert.Equal(
            images.SelectMany(image => new[] { $"{image.Id} {Alt.ProjectId}", $"{image.Id} {Admin.ProjectId}" }), Pairs(result.Output));
        Assert.Empty(await MembersAsync(images[0]));
        Assert.Empty(await MembersAsync(images[1]));
    }

    [Fact]
    public async Task A_project_that_is_not_a_member_is_an_error_and_the_others_are_processed()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Admin);
        Connect(Demo);

        var result = Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -PassThru");

        var error = result.SingleError();
        Assert.Equal("NotAMember", error.Id());
        Assert.Equal($"{image.Id} {Alt.ProjectId}", Pair(error));
        Assert.Equal([$"{image.Id} {Admin.ProjectId}"], Pairs(result.Output));
    }

    [Fact]
    public async Task WhatIf_shows_the_change_and_changes_nothing()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);

        var lines = Shell.Set("image", image.Name).Show($"$null = Remove-OSImageMember $image {project.Name} -PassThru -WhatIf");

        Assert.Equal([$"What if: Stop sharing image {image} with project '{project.Name}' ({project.Id})."], lines);
        Assert.Empty(Writes());
        Assert.Equal([$"{project.Id} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task A_deleted_project_can_be_removed_by_its_ID()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, project.Id);
        await Tenants.DeleteProjectAsync(project.Id);
        Connect(Admin);

        Shell.Run($"Remove-OSImageMember {image.Id} {project.Id}").MustSucceed();

        Assert.Empty(await MembersAsync(image));
    }

    /// <summary>Shared with alt and admin.</summary>
    private async Task<MadeImage> SharedAsync()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Admin);
        return image;
    }
}
