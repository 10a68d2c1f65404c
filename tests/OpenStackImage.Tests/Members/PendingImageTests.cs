using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImage -SharedWithMe, and setting the member status of a pending image by its name.</summary>
public sealed class PendingImageTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("member", "", "pending")]
    [InlineData("member", "-MemberStatus pending", "pending")]
    [InlineData("member", "-MemberStatus accepted", "accepted")]
    [InlineData("member", "-MemberStatus Rejected", "rejected")]
    [InlineData("member", "-MemberStatus all", "pending accepted rejected")]
    [InlineData("admin", "", "pending")]
    [InlineData("admin", "-MemberStatus pending", "pending")]
    [InlineData("admin", "-MemberStatus accepted", "accepted")]
    [InlineData("admin", "-MemberStatus Rejected", "rejected")]
    [InlineData("admin", "-MemberStatus all", "pending accepted rejected")]
    public async Task A_project_sees_the_images_that_are_shared_with_it_and_no_others(string role, string options, string statuses)
    {
        var consumer = await Tenants.AccountAsync("consumer", role);
        var shared = new Dictionary<string, string>();
        foreach (var status in new[] { "pending", "accepted", "rejected" })
        {
            shared[status] = await ShareImageAsync(consumer, status);
        }

        // Shared, but by this project; shared, but with another one; not shared at all.
        var own = await ImageAsync(consumer);
        await consumer.ShareAsync(own.Id, Alt);
        await Demo.ShareAsync((await ImageAsync()).Id, Alt);
        await ImageAsync(visibility: "community");
        Connect(consumer);

        var images = Shell.Run($"Get-OSImage -SharedWithMe {options}");

        Assert.Equal(statuses.Split(' ').Select(status => shared[status]).Order(), images.Texts("Id").Order());
        Assert.All(
            images.Output, image => Assert.Equal(("OpenStackImage.Image", Demo.ProjectId), (image.TypeNames[0], image.Text("OwnerId"))));
    }

    [Fact]
    public async Task An_image_that_a_pipeline_accepted_is_no_longer_pending()
    {
        var consumer = await Tenants.AccountAsync("consumer");
        var shared = new[] { await ShareImageAsync(consumer), await ShareImageAsync(consumer) };
        Connect(consumer);

        var approved = Shell.Run("Get-OSImage -SharedWithMe | Approve-OSImageMember -PassThru");

        Assert.Equal(["accepted", "accepted"], approved.Texts("Status"));
        Assert.Equal(shared.Order(), approved.Texts("ImageId").Order());
        Assert.Empty(Shell.Run("Get-OSImage -SharedWithMe").MustSucceed().Output);
        Assert.Equal(shared.Order(), Shell.Run("Get-OSImage -Visibility shared").Texts("Id").Order());
    }

    [Theory]
    [InlineData("Approve-OSImageMember $name -PassThru", "accepted")]
    [InlineData("Deny-OSImageMember $name -PassThru", "rejected")]
    [InlineData("Set-OSImageMember $name -Status accepted -PassThru", "accepted")]
    [InlineData("$name | Approve-OSImageMember -PassThru", "accepted")]
    public async Task A_pending_image_is_found_by_its_name(string command, string status)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Alt);

        var member = Shell.Set("name", image.Name).Run(command).Single();

        Assert.Equal((image.Id, Alt.ProjectId, status), (member.Text("ImageId"), member.Text("MemberId"), member.Text("Status")));
    }

    [Fact]
    public async Task The_member_status_can_be_changed_again_by_image_name()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Alt);
        Shell.Set("name", image.Name);

        Assert.Equal(
            ["rejected", "accepted", "pending"],
            Shell.Run(
                "Deny-OSImageMember $name -PassThru; Approve-OSImageMember $name -PassThru; "
                    + "Set-OSImageMember $name -Status pending -PassThru").Texts("Status"));
    }

    [Theory]
    [InlineData("member")]
    [InlineData("admin")]
    public async Task Other_images_of_the_same_name_do_not_make_a_pending_image_ambiguous(string role)
    {
        var consumer = await Tenants.AccountAsync("consumer", role);
        var name = TestCloud.Name("same");
        await ImageAsync(consumer, name: name);
        await ImageAsync(visibility: "community", name: name);
        var elsewhere = await ImageAsync(name: name);
        await Demo.ShareAsync(elsewhere.Id, Alt);
        var image = await ImageAsync(name: name);
        await Demo.ShareAsync(image.Id, consumer.ProjectId);
        Connect(consumer);

        var member = Shell.Set("name", name).Run("Approve-OSImageMember $name -PassThru").Single();

        Assert.Equal([$"{image.Id} {consumer.ProjectId}"], Pairs([member]));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(elsewhere));
    }

    [Fact]
    public async Task Of_an_accepted_and_a_pending_image_of_one_name_the_pending_one_is_rejected()
    {
        var name = TestCloud.Name("same");
        var (old, fresh) = (await ImageAsync(name: name), await ImageAsync(name: name));
        await Demo.ShareAsync(old.Id, Alt);
        await Alt.SetMemberStatusAsync(old.Id, "accepted");
        await Demo.ShareAsync(fresh.Id, Alt);
        Connect(Alt);

        Assert.Equal([fresh.Id], Shell.Set("name", name).Run("Deny-OSImageMember $name -PassThru").Texts("ImageId"));
        Assert.Equal([$"{Alt.ProjectId} accepted"], await MembersAsync(old));
    }

    [Theory]
    [InlineData("member")]
    [InlineData("admin")]
    public async Task Two_pending_images_of_one_name_are_ambiguous_and_neither_is_accepted(string role)
    {
        var consumer = await Tenants.AccountAsync("consumer", role);
        var name = TestCloud.Name("same");
        var shared = new[] { await ImageAsync(name: name), await ImageAsync(name: name) };
        await Demo.ShareAsync(shared[0].Id, consumer.ProjectId);
        await Demo.ShareAsync(shared[1].Id, consumer.ProjectId);
        Connect(consumer);

        var error = Shell.Set("name", name).Run("Approve-OSImageMember $name -PassThru").SingleError();

        Assert.Equal("AmbiguousImageName", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category());
        Assert.All(shared, image => Assert.Contains(image.Id, error.ToString(), StringComparison.Ordinal));
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task A_name_that_no_pending_image_has_is_an_error()
    {
        var image = await ImageAsync();
        Connect(Alt);

        var error = Shell.Set("name", image.Name).Run("Approve-OSImageMember $name -PassThru").SingleError();

        Assert.Equal("ImageNotFound", error.Id());
        Assert.Equal(image.Name, error.TargetObject);
    }

    /// <summary>Shares an image of demo with an account and sets the member status.</summary>
    private async Task<string> ShareImageAsync(CloudAccount consumer, string status = "pending")
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, consumer.ProjectId);
        if (status != "pending")
        {
            await consumer.SetMemberStatusAsync(image.Id, status);
        }

        return image.Id;
    }
}
