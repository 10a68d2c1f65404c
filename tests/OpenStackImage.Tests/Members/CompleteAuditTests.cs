using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember without -Image sees all images, and one that fails stays one error.</summary>
public sealed class CompleteAuditTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("Get-OSImageMember")]
    [InlineData("Get-OSImageMember -AllProjects")]
    [InlineData("Get-OSImageMember -AllProjects -Orphaned")]
    [InlineData("Get-OSImageMember -Orphaned")]
    public async Task Hidden_images_are_included(string command)
    {
        var gone = await Tenants.ProjectAsync();
        var visible = await Admin.CreateImageAsync(TestCloud.Name("visible"));
        var hidden = await Admin.CreateImageAsync(TestCloud.Name("hidden"), isHidden: true);
        await Admin.ShareAsync(visible, gone.Id);
        await Admin.ShareAsync(hidden, gone.Id);
        await Tenants.DeleteProjectAsync(gone.Id);
        Connect(Admin);

        var found = Shell.Run(command).MustSucceed().Output.Where(member => member.Text("MemberId") == gone.Id);

        Assert.Equal(new[] { visible, hidden }.Order(), found.Select(member => member.Text("ImageId")!).Order());
    }

    [Fact]
    public async Task AllProjects_of_a_user_warns_about_what_it_omits_and_includes_images_of_every_status()
    {
        var user = await Tenants.AccountAsync("user");
        var (own, foreign) = (await ImageAsync(user), await ImageAsync());
        await user.ShareAsync(own.Id, Alt);
        await Demo.ShareAsync(foreign.Id, user.ProjectId);
        Connect(user);

        var result = Shell.Run("Get-OSImageMember -AllProjects").MustSucceed();

        Assert.Contains("requires an admin session", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(new[] { own.Id, foreign.Id }.Order(), result.Output.Select(member => member.Text("ImageId")!).Order());
    }

    [LocalCloudFact("fails one list")]
    public async Task A_member_list_that_fails_is_one_error_and_the_other_images_are_listed()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(4, owner);
        foreach (var image in images)
        {
            await owner.ShareAsync(image.Id, Alt);
        }

        Connect(owner);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Path.EndsWith($"{images[1].Id}/members", StringComparison.Ordinal), Status = 400 });

        var result = Shell.Run("Get-OSImageMember");

        Cloud.Local.Faults.Clear();
        Assert.Equal(images[1].Id, result.SingleError().TargetObject);
        Assert.Equal(3, result.Output.Count);
    }

    [LocalCloudFact("fails one page")]
    public async Task A_page_that_fails_is_one_error_and_the_images_before_it_and_the_hidden_ones_are_listed()
    {
        var owner = await Tenants.AccountAsync("owner");
        var state = Cloud.Local.State;
        var images = Enumerable.Range(0, 1002).Select(i => state.AddImage(owner.ProjectId, $"paged-{i}").Id).ToArray();
        var hidden = state.AddImage(owner.ProjectId, "paged hidden", configure: image => image.IsHidden = true).Id;
        Array.ForEach([.. images, hidden], id => state.AddMember(id, Alt.ProjectId));
        Connect(owner);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path == "/v2/images" && request.Query.Contains("marker=", StringComparison.Ordinal),
            Status = 400,
        });

        var result = Shell.Run("Get-OSImageMember");

        Cloud.Local.Faults.Clear();
        result.SingleError();
        Assert.Equal(1001, result.Output.Count);
        Assert.Contains(hidden, result.Output.Select(member => member.Text("ImageId")));
        Array.ForEach([.. images, hidden], id => state.RemoveImage(id));
    }

    [LocalCloudFact("fails one membership")]
    public async Task A_membership_that_cannot_be_read_is_one_error_and_does_not_end_SharedWithMe()
    {
        var images = await ImagesAsync(3);
        foreach (var image in images)
        {
            await Demo.ShareAsync(image.Id, Admin);
        }

        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Path.Contains($"{images[1].Id}/members/", StringComparison.Ordinal), Status = 400 });

        var result = Shell.Run("Get-OSImage -SharedWithMe");

        Cloud.Local.Faults.Clear();
        Assert.Equal(images[1].Id, result.SingleError().TargetObject);
        Assert.Superset(new HashSet<string?> { images[0].Id, images[2].Id }, result.Output.Select(image => image.Text("Id")).ToHashSet());
    }
}
