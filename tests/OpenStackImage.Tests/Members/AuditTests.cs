using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember without an image: the members that an owner and an admin get.</summary>
public sealed class AuditTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task Without_an_image_the_members_of_all_owned_shared_images_and_no_others_are_listed()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(3, owner);
        await owner.ShareAsync(images[0].Id, Alt);
        await owner.ShareAsync(images[2].Id, Alt);
        await owner.ShareAsync(images[2].Id, Admin);
        await ImageAsync(owner, "private");
        await ImageAsync(owner, "community");
        var foreign = await ImageAsync();
        await Demo.ShareAsync(foreign.Id, owner.ProjectId);
        await owner.SetMemberStatusAsync(foreign.Id, "accepted");
        Connect(owner);

        var result = Shell.Run("Get-OSImageMember").MustSucceed();

        Assert.All(result.Output, member => Assert.Equal("OpenStackImage.ImageMember", member.TypeNames[0]));
        Assert.Equal(
            new[] { $"{images[0].Id} {Alt.ProjectId}", $"{images[2].Id} {Alt.ProjectId}", $"{images[2].Id} {Admin.ProjectId}" }.Order(),
            Pairs(result.Output).Order());
    }

    [Fact]
    public async Task The_members_are_listed_in_the_order_of_the_images()
    {
        var owner = await Tenants.AccountAsync("owner");
        foreach (var image in await ImagesAsync(12, owner))
        {
            await owner.ShareAsync(image.Id, Alt);
        }

        Connect(owner);
        var listed = Shell.Run("Get-OSImage -Visibility shared").Texts("Id");

        Assert.Equal(12, listed.Length);
        Assert.Equal(listed, Shell.Run("Get-OSImageMember").Texts("ImageId"));
        Assert.Equal(listed, Shell.Run("Get-OSImageMember -ThrottleLimit 1").Texts("ImageId"));
    }

    [Fact]
    public async Task An_audit_is_filtered_by_projects_and_statuses()
    {
        var owner = await Tenants.AccountAsync("owner");
        var image = await ImageAsync(owner);
        await owner.ShareAsync(image.Id, Alt);
        await owner.ShareAsync(image.Id, Admin);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        Connect(owner);

        Assert.Equal([Alt.ProjectId], Shell.Run("Get-OSImageMember -Status accepted").Texts("MemberId"));
        Assert.Equal([Admin.ProjectId], Shell.Run("Get-OSImageMember -Status pending, rejected").Texts("MemberId"));
        Assert.Equal([Admin.ProjectId], Shell.Run($"Get-OSImageMember -Project {Admin.ProjectId}").Texts("MemberId"));
    }

    [Fact]
    public async Task An_admin_audits_the_images_of_all_projects()
    {
        var project = await Tenants.ProjectAsync();
        var images = new[] { await ImageAsync(Demo), await ImageAsync(Alt), await ImageAsync(Admin) };
        await Demo.ShareAsync(images[0].Id, project.Id);
        await Alt.ShareAsync(images[1].Id, project.Id);
        await Admin.ShareAsync(images[2].Id, project.Id);
        Connect(Admin);

        var all = Shell.Run($"Get-OSImageMember -AllProjects -Project {project.Name} -ResolveName").MustSucceed();

        Assert.Equal(images.Select(image => image.Id).Order(), all.Texts("ImageId").Order());
        Assert.All(all.Output, member => Assert.Equal(project.Name, member.Text("MemberName")));
        Assert.Equal(images.Select(image => image.Name).Order(), all.Texts("ImageName").Order());
        Assert.Equal([images[2].Id], Shell.Run($"Get-OSImageMember -Project {project.Name}").Texts("ImageId"));
    }

    [LocalCloudFact("reads the number of concurrent requests in the log of the cloud")]
    public async Task An_audit_sends_as_many_concurrent_requests_as_ThrottleLimit_allows()
    {
        var owner = await Tenants.AccountAsync("owner");
        for (var i = 0; i < 40; i++)
        {
            Cloud.Local.State.AddMember(Cloud.Local.State.AddImage(owner.ProjectId, $"audited-{i}").Id, Demo.ProjectId);
        }

        Connect(owner);
        Cloud.Local.Log.Clear();
        using var arrivals = new CountdownEvent(4);
        var allAreSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Path.EndsWith("/members", StringComparison.Ordinal) && CountArrival(),
                Until = () => allAreSent.Task,
                Delay = TimeSpan.FromMilliseconds(20),
            });

        Assert.Equal(40, Shell.Run("Get-OSImageMember -ThrottleLimit 4").MustSucceed().Output.Count);

        Cloud.Local.Faults.Clear();
        Assert.Equal(4, Cloud.Local.Log.MaxInFlightOf("image"));
        // Two lists: hidden images are listed separately.
        Assert.Equal(42, Cloud.Local.Log.Count);

        bool CountArrival()
        {
            if (!arrivals.IsSet && arrivals.Signal())
            {
                allAreSent.TrySetResult();
            }

            return true;
        }
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_is_one_error_and_the_audit_continues()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(3, owner);
        foreach (var image in images)
        {
            await owner.ShareAsync(image.Id, Alt);
        }

        await owner.ShareAsync(images[1].Id, Admin);
        Connect(owner);

        var result = Shell.Run("Get-OSImageMember -Orphaned");

        Assert.Null(result.Terminating);
        Assert.Equal(images.Select(image => image.Id).Order(), result.Errors.Select(error => (string)error.TargetObject).Order());
    }

    [Fact]
    public async Task A_row_is_flat_and_survives_transfer_to_another_process()
    {
        var owner = await Tenants.AccountAsync("owner");
        var image = await ImageAsync(owner);
        await owner.ShareAsync(image.Id, owner.ProjectId);
        Connect(owner);

        var row = Shell.Run("Get-OSImageMember -ResolveName").Single();
        var copy = Assert.IsType<PSObject>(PSSerializer.Deserialize(PSSerializer.Serialize(row)))!;

        Assert.Equal("Deserialized.OpenStackImage.ImageMember#Named", copy.TypeNames[0]);
        foreach (var property in row.Properties)
        {
            Assert.True(property.Value is string or DateTime, $"{property.Name} is a {property.Value?.GetType().Name ?? "null"}");
            Assert.Equal(property.Value!.ToString(), copy.Text(property.Name));
        }
    }

    [Fact]
    public async Task A_row_from_another_process_can_be_piped_in()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Demo);
        var row = PSSerializer.Deserialize(PSSerializer.Serialize(Shell.Run($"Get-OSImageMember {image.Id}").Single()));

        Shell.Set("row", row).Run("$row | Remove-OSImageMember").MustSucceed();

        Assert.Empty(await MembersAsync(image));
    }
}
