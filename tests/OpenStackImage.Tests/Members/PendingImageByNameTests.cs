using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Setting the member status by the image's name for a given project: pending images have priority here, too.</summary>
public sealed class PendingImageByNameTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task An_owned_image_with_the_same_name_is_not_ambiguous_if_the_project_is_specified()
    {
        var name = TestCloud.Name("same");
        await ImageAsync(Alt, name: name);
        var image = await ImageAsync(name: name);
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Alt);

        Assert.Equal(
            [image.Id], Shell.Set("name", name).Run($"Approve-OSImageMember $name -Project {Alt.ProjectId} -PassThru").Texts("ImageId"));
    }

    [Fact]
    public async Task An_admin_accepts_for_a_project_the_image_that_is_shared_with_that_project()
    {
        var name = TestCloud.Name("same");
        await ImageAsync(Admin, name: name);
        var (first, second) = (await ImageAsync(name: name), await ImageAsync(name: name));
        var projects = await Tenants.ProjectsAsync(2);
        await Demo.ShareAsync(first.Id, projects[0].Id);
        await Demo.ShareAsync(second.Id, projects[1].Id);
        Connect(Admin);

        var result = Shell.Set("name", name).Run($"Approve-OSImageMember $name -Project {projects[0].Name}, {projects[1].Name} -PassThru")
            .MustSucceed();

        Assert.Equal([$"{first.Id} {projects[0].Id}", $"{second.Id} {projects[1].Id}"], Pairs(result.Output));
    }
}
