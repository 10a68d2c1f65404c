using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Set-, Approve- and Deny-OSImageMember: the member status of a project.</summary>
public sealed class SetMemberStatusTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("Approve-OSImageMember $id -PassThru", "accepted")]
    [InlineData("Deny-OSImageMember $id -PassThru", "rejected")]
    [InlineData("Set-OSImageMember $id -Status accepted -PassThru", "accepted")]
    [InlineData("Set-OSImageMember $id -Status Rejected -PassThru", "rejected")]
    [InlineData("Set-OSImageMember $id -Status PENDING -PassThru", "pending")]
    public async Task Without_Project_the_status_of_the_project_of_the_session_is_set(string command, string status)
    {
        var image = await SharedWithAltAsync();
        Connect(Alt);

        var member = Shell.Set("id", image.Id).Run(command).Single();

        Assert.Equal("OpenStackImage.ImageMember", member.TypeNames[0]);
        Assert.Equal([$"{image.Id} {Alt.ProjectId}"], Pairs([member]));
        Assert.Equal(status, member.Text("Status"));
        Assert.Equal([$"{Alt.ProjectId} {status}"], await MembersAsync(image));
        Assert.Equal([$"PUT /v2/images/{image.Id}/members/{Alt.ProjectId} 200"], Requests());
    }

    [Theory]
    [InlineData("Approve-OSImageMember $image $project -PassThru", "accepted")]
    [InlineData("Deny-OSImageMember -Image $image -MemberId $projectId -PassThru", "rejected")]
    [InlineData("Set-OSImageMember $image $project -Status accepted -PassThru", "accepted")]
    [InlineData("Set-OSImageMember $image -Project (Get-OSProject $projectId) -Status accepted -PassThru", "accepted")]
    [InlineData("Get-OSImageMember $image | Approve-OSImageMember -PassThru", "accepted")]
    [InlineData("Get-OSImageMember $image -ResolveName | Deny-OSImageMember -PassThru", "rejected")]
    [InlineData("Get-OSImageMember $image | Set-OSImageMember -Status rejected -PassThru", "rejected")]
    public async Task An_admin_sets_the_status_of_any_project(string command, string status)
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);

        Assert.Equal(
            [status],
            Shell.Set("image", image.Name).Set("project", project.Name).Set("projectId", project.Id).Run(command).Texts("Status"));
        Assert.Equal([$"{project.Id} {status}"], await MembersAsync(image));
    }

    [Fact]
    public async Task The_status_is_set_for_every_image_and_every_project()
    {
        var images = await ImagesAsync(2);
        var projects = await Tenants.ProjectsAsync(2);
        foreach (var image in images)
        {
            await Demo.ShareAsync(image.Id, projects[0].Id);
            await Demo.ShareAsync(image.Id, projects[1].Id);
        }

        Connect(Admin);
        Shell.Set("images", images.Select(image => image.Id).ToArray()).Set("projects", projects.Select(project => project.Name).ToArray());

        var result = Shell.Run("$images | Approve-OSImageMember -Project $projects -PassThru").MustSucceed();

        Assert.Equal(images.SelectMany(image => projects.Select(project => $"{image.Id} {project.Id}")), Pairs(result.Output));
        Assert.Equal(With("accepted", projects.Select(project => project.Id)), await MembersAsync(images[1]));
    }

    [Theory]
    [InlineData("Approve-OSImageMember $image", "Accept image {0} for project {1}.")]
    [InlineData("Deny-OSImageMember $image", "Reject image {0} for project {1}.")]
    [InlineData("Set-OSImageMember $image -Status pending", "Set the member status of project {1} on image {0} to 'pending'.")]
    public async Task WhatIf_shows_the_change_and_changes_nothing(string command, string sentence)
    {
        var image = await SharedWithAltAsync();
        Connect(Alt);

        var line = Assert.Single(Shell.Set("image", image.Name).Show($"$null = {command} -WhatIf"));

        Assert.Equal("What if: " + string.Format(null, sentence, image, Alt.ProjectId), line);
        Assert.Empty(Writes());
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task A_member_status_can_be_changed_at_any_time()
    {
        var image = await SharedWithAltAsync();
        Connect(Alt);

        Assert.Equal(
            ["accepted", "accepted", "rejected", "pending", "accepted"],
            Shell.Run($"""
                Approve-OSImageMember {image.Id} -PassThru
                Approve-OSImageMember {image.Id} -PassThru
                Deny-OSImageMember {image.Id} -PassThru
                Set-OSImageMember {image.Id} -Status pending -PassThru
                Set-OSImageMember {image.Id} -Status accepted -PassThru
                """).Texts("Status"));
    }

    [Fact]
    public async Task An_image_that_is_not_shared_with_the_project_is_an_error_and_the_others_are_processed()
    {
        var shared = await SharedWithAltAsync();
        var kept = await ImageAsync();
        Connect(Alt);

        var result = Shell.Run($"'{kept.Id}', '{shared.Id}' | Approve-OSImageMember -PassThru");

        Assert.Equal("ImageNotFound", result.SingleError().Id());
        Assert.Equal([$"{shared.Id} {Alt.ProjectId}"], Pairs(result.Output));
    }

    [Fact]
    public void An_unknown_status_is_refused_before_any_request()
    {
        Connect(Alt);

        Assert.IsAssignableFrom<ParameterBindingException>(Shell.Run("Set-OSImageMember x -Status perhaps").MustTerminate().Exception);
        Assert.Empty(Requests());
    }

    /// <summary>Creates an image that is shared with alt.</summary>
    private async Task<MadeImage> SharedWithAltAsync()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        return image;
    }
}
