using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Sync-OSImageMember: afterwards, the members are exactly the specified projects.</summary>
public sealed class SyncTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task Missing_members_are_added_extra_members_removed_and_the_others_kept()
    {
        var (image, kept, extra) = await SharedAsync();
        var missing = await Tenants.ProjectsAsync(2);
        Connect(Admin);
        Shell.Run($"Approve-OSImageMember {image.Id} {kept.Id}").MustSucceed();

        var result = Shell.Run($"Sync-OSImageMember {image.Id} {missing[0].Name}, {kept.Name}, {missing[1].Id}").MustSucceed();

        Assert.All(result.Output, change => Assert.Equal("OpenStackImage.ImageMemberChange", change.TypeNames[0]));
        Assert.All(result.Output, change => Assert.Equal(image.Id, change.Text("ImageId")));
        Assert.Equal([$"{kept.Id} Kept", $"{missing[0].Id} Added", $"{missing[1].Id} Added", $"{extra.Id} Removed"], Actions(result));
        Assert.Equal(["accepted", "pending", "pending", ""], result.Texts("Status"));
        Assert.Equal(
            With("pending", missing[0].Id, missing[1].Id).Append($"{kept.Id} accepted").Order(StringComparer.Ordinal),
            await MembersAsync(image));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var (image, kept, _) = await SharedAsync();
        var missing = await Tenants.ProjectAsync();
        Connect(Admin);
        var command = $"Sync-OSImageMember {image.Id} {kept.Id}, {missing.Id}";
        Shell.Run(command).MustSucceed();
        var writes = Writes();
        var members = await MembersAsync(image);

        var second = Shell.Run(command);

        Assert.Equal(["Kept", "Kept"], second.Texts("Action"));
        Assert.Equal(writes, Writes());
        Assert.Equal(members, await MembersAsync(image));
    }

    [Fact]
    public async Task WhatIf_prints_the_plan_and_changes_nothing()
    {
        var (image, kept, extra) = await SharedAsync();
        var missing = await Tenants.ProjectAsync();
        Connect(Admin);
        var members = await MembersAsync(image);

        var lines = Shell.Set("image", image.Name).Show($"$null = Sync-OSImageMember $image {kept.Id}, {missing.Name} -WhatIf");

        Assert.Equal(
            [
                $"What if: Share image {image} with project '{missing.Name}' ({missing.Id}).",
                $"What if: Stop sharing image {image} with project '{extra.Name}' ({extra.Id}).",
            ],
            lines);
        Assert.Empty(Writes());
        Assert.Equal(members, await MembersAsync(image));
    }

    [Fact]
    public async Task KeepExtra_only_adds()
    {
        var (image, kept, extra) = await SharedAsync();
        var missing = await Tenants.ProjectAsync();
        Connect(Admin);

        Assert.Equal(
            [$"{kept.Id} Kept", $"{missing.Id} Added"],
            Actions(Shell.Run($"Sync-OSImageMember {image.Id} {kept.Id}, {missing.Id} -KeepExtra").MustSucceed()));
        Assert.Equal(With("pending", kept.Id, extra.Id, missing.Id), await MembersAsync(image));
    }

    [Fact]
    public async Task Many_images_are_synchronized_in_one_pipeline()
    {
        var images = await ImagesAsync(3);
        var projects = await Tenants.ProjectsAsync(2);
        await Demo.ShareAsync(images[0].Id, projects[0].Id);
        await Demo.ShareAsync(images[1].Id, Alt);
        Connect(Admin);
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        var result = Shell.Run($"$images | Sync-OSImageMember -Project {projects[0].Name}, {projects[1].Name}").MustSucceed();

        Assert.Equal(["Kept", "Added", "Added", "Added", "Removed", "Added", "Added"], result.Texts("Action"));
        foreach (var image in images)
        {
            Assert.Equal(With("pending", projects.Select(project => project.Id)), await MembersAsync(image));
        }
    }

    [Fact]
    public async Task A_project_that_is_specified_twice_is_added_once()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        Connect(Admin);

        Assert.Equal(
            [$"{project.Id} Added"],
            Actions(Shell.Run($"Sync-OSImageMember {image.Id} {project.Id}, {project.Name}, {project.Id}").MustSucceed()));
    }

    [Fact]
    public async Task While_a_project_cannot_be_found_no_member_is_removed()
    {
        var (image, kept, extra) = await SharedAsync();
        var missing = await Tenants.ProjectAsync();
        Connect(Admin);

        var result = Shell.Run($"Sync-OSImageMember {image.Id} {kept.Id}, 'no such project', {missing.Id}");

        var error = result.SingleError();
        Assert.Equal("ProjectNotFound", error.Id());
        Assert.Equal($"{image.Id} no such project", Pair(error));
        Assert.Equal([$"{kept.Id} Kept", $"{missing.Id} Added"], Actions(result));
        Assert.Contains("No member of image", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(With("pending", kept.Id, extra.Id, missing.Id), await MembersAsync(image));
    }

    [Fact]
    public async Task A_member_that_cannot_be_removed_does_not_hide_completed_changes()
    {
        var (image, kept, extra) = await SharedAsync();
        await Demo.ShareAsync(image.Id, "../x?y#z");
        var missing = await Tenants.ProjectAsync();
        var last = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, last.Id);
        Connect(Admin);

        var result = Shell.Run($"Sync-OSImageMember {image.Id} {kept.Id}, {missing.Id}");

        var error = result.SingleError();
        Assert.Equal("MemberIdRefused", error.Id());
        Assert.Equal($"{image.Id} ../x?y#z", Pair(error));
        Assert.Equal([$"{kept.Id} Kept", $"{missing.Id} Added"], Actions(result)[..2]);
        Assert.Equal(new[] { $"{extra.Id} Removed", $"{last.Id} Removed" }.Order(), Actions(result)[2..].Order());
    }

    [LocalCloudFact("refuses one request of many")]
    public async Task A_refused_write_does_not_hide_completed_changes()
    {
        var (image, kept, extra) = await SharedAsync();
        var missing = await Tenants.ProjectsAsync(3);
        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "POST",
                Every = 2,
                Times = 1,
                Status = 400,
                Body = "no",
                ContentType = "text/plain",
            });

        var result = Shell.Run($"Sync-OSImageMember {image.Id} {kept.Id}, {missing[0].Id}, {missing[1].Id}, {missing[2].Id}");

        Cloud.Local.Faults.Clear();
        Assert.Equal($"{image.Id} {missing[1].Id}", Pair(result.SingleError()));
        Assert.Equal([$"{kept.Id} Kept", $"{missing[0].Id} Added", $"{missing[2].Id} Added", $"{extra.Id} Removed"], Actions(result));
    }

    [Fact]
    public async Task An_image_that_is_not_shared_is_one_error()
    {
        var image = await ImageAsync(visibility: "private");
        Connect(Demo);

        var error = Shell.Run($"Sync-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId}").SingleError();

        Assert.Equal("ImageNotShared", error.Id());
        Assert.Equal(image.Id, error.TargetObject);
    }

    /// <summary>An image of demo with two members: one to be kept, and one more.</summary>
    private async Task<(MadeImage Image, Tenant Kept, Tenant Extra)> SharedAsync()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(2);
        await Demo.ShareAsync(image.Id, projects[0].Id);
        await Demo.ShareAsync(image.Id, projects[1].Id);
        return (image, projects[0], projects[1]);
    }
}
