using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>The errors of Add-OSImageMember.</summary>
public sealed class AddMemberErrorTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task Each_failing_pair_is_one_error_and_the_others_are_processed()
    {
        var first = await ImageAsync();
        var closed = await ImageAsync(visibility: "private");
        var last = await ImageAsync();
        await Demo.ShareAsync(first.Id, Alt);
        Connect(Demo);
        Shell.Set("images", new[] { first.Id, closed.Id, last.Id }).Set("projects", new[] { Alt.ProjectId, Admin.ProjectId });

        var result = Shell.Run("$images | Add-OSImageMember -Project $projects");

        Assert.Null(result.Terminating);
        Assert.Equal([$"{first.Id} {Admin.ProjectId}", $"{last.Id} {Alt.ProjectId}", $"{last.Id} {Admin.ProjectId}"], Pairs(result.Output));
        Assert.Equal(["MemberExists", "ImageNotShared", "ImageNotShared"], result.Errors.Select(error => error.Id()));
        Assert.Equal(
            [$"{first.Id} {Alt.ProjectId}", $"{closed.Id} {Alt.ProjectId}", $"{closed.Id} {Admin.ProjectId}"], result.Errors.Select(Pair));
    }

    [Fact]
    public async Task The_target_object_of_an_error_can_be_piped_in_again()
    {
        var image = await ImageAsync(visibility: "private");
        Connect(Demo);

        var result = Shell.Run($"""
            Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.TargetObject | Add-OSImageMember -SetShared
            """).MustSucceed();

        Assert.Equal([$"{image.Id} {Alt.ProjectId}", $"{image.Id} {Admin.ProjectId}"], Pairs(result.Output));
    }

    [Fact]
    public async Task A_missing_image_is_one_error_for_any_number_of_projects()
    {
        var image = await ImageAsync();
        var nowhere = Guid.NewGuid().ToString();
        Connect(Demo);
        Shell.Set("images", new[] { nowhere, "no such image", image.Id }).Set("projects", new[] { Alt.ProjectId, Admin.ProjectId });

        var result = Shell.Run("$images | Add-OSImageMember -Project $projects");

        Assert.Equal([nowhere, "no such image"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("ImageNotFound", error.Id()));
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("x ''")]
    [InlineData("x $null")]
    [InlineData("x @()")]
    [InlineData("'' x")]
    public void An_empty_image_or_project_is_refused_before_any_request(string arguments)
    {
        Connect(Demo);

        Assert.IsAssignableFrom<ParameterBindingException>(Shell.Run($"Add-OSImageMember {arguments}").MustTerminate().Exception);
        Assert.Empty(Requests());
    }
}
