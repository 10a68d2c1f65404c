using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Copy-OSImageMember: a new image gets the members of an old one.</summary>
public sealed class CopyTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task An_admin_copies_members_and_their_status()
    {
        var (old, accepted, rejected, pending) = await WithStatusesAsync();
        var fresh = await ImageAsync();
        Connect(Admin);

        var result = Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}").MustSucceed();

        Assert.All(
            result.Output,
            change => Assert.Equal(("OpenStackImage.ImageMemberChange", fresh.Id), (change.TypeNames[0], change.Text("ImageId"))));
        Assert.Equal(
            new[] { $"{accepted} Added", $"{accepted} StatusSet", $"{rejected} Added", $"{rejected} StatusSet", $"{pending} Added" }
                .Order(),
            Actions(result).Order());
        Assert.Equal(await MembersAsync(old), await MembersAsync(fresh));
    }

    [Fact]
    public async Task The_owner_copies_members_and_is_warned_that_their_status_is_not_copied()
    {
        var (old, accepted, rejected, pending) = await WithStatusesAsync();
        var fresh = await ImageAsync();
        Connect(Demo);

        var result = Shell.Run($"Copy-OSImageMember -From {old.Id} -To {fresh.Id}").MustSucceed();

        Assert.Equal(new[] { $"{accepted} Added", $"{rejected} Added", $"{pending} Added" }.Order(), Actions(result).Order());
        Assert.Equal(With("pending", accepted, rejected, pending), await MembersAsync(fresh));
        var warning = Assert.Single(result.Warnings);
        Assert.Contains($"{accepted} (accepted)", warning, StringComparison.Ordinal);
        Assert.Contains($"{rejected} (rejected)", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("(Get-OSImage {0})")]
    public async Task The_owner_of_an_image_is_not_made_a_member_of_it(string target)
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, Alt);
        await Demo.ShareAsync(old.Id, Admin);
        var fresh = await ImageAsync(Alt);
        Connect(Admin);
        Shell.Run("$VerbosePreference = 'Continue'");

        var result = Shell.Run($"Copy-OSImageMember {old.Id} {string.Format(null, target, fresh.Id)}").MustSucceed();

        Assert.Equal([$"{Admin.ProjectId} Added"], Actions(result));
        Assert.Contains(result.Verbose, line => line.Contains($"Project {Alt.ProjectId} owns image", StringComparison.Ordinal));
        Assert.Equal(1, Requests().Count(request => request == $"GET /v2/images/{fresh.Id} 200"));
        Assert.Equal(["Kept"], Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}").Texts("Action"));
    }

    [Fact]
    public async Task A_second_copy_adds_nothing()
    {
        var (old, _, _, _) = await WithStatusesAsync();
        var fresh = await ImageAsync();
        Connect(Admin);
        Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}").MustSucceed();
        var writes = Writes();

        Assert.Equal(["Kept", "Kept", "Kept"], Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}").Texts("Action"));

        Assert.Equal(writes, Writes());
    }

    [Fact]
    public async Task Members_that_the_new_image_already_has_are_kept()
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, Alt);
        var fresh = await ImageAsync();
        await Demo.ShareAsync(fresh.Id, Admin);
        Connect(Demo);

        Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}").MustSucceed();

        Assert.Equal(With("pending", Alt.ProjectId, Admin.ProjectId), await MembersAsync(fresh));
    }

    [Theory]
    [InlineData("Copy-OSImageMember $old $fresh")]
    [InlineData("Copy-OSImageMember -From (Get-OSImage $old) -To (Get-OSImage $fresh)")]
    [InlineData("$fresh | Copy-OSImageMember -From $old")]
    [InlineData("Get-OSImage $fresh | Copy-OSImageMember $old")]
    public async Task Images_are_specified_by_name_as_objects_and_from_the_pipeline(string command)
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, Alt);
        var fresh = await ImagesAsync(2);
        Connect(Demo);
        Shell.Set("old", old.Name).Set("fresh", fresh.Select(image => image.Name).ToArray());

        var result = Shell.Run(command).MustSucceed();

        Assert.Equal(fresh.Select(image => $"{image.Id} {Alt.ProjectId}"), Pairs(result.Output));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(fresh[0]));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(fresh[1]));
    }

    [Fact]
    public async Task WhatIf_shows_the_changes_and_changes_nothing()
    {
        var (old, accepted, rejected, pending) = await WithStatusesAsync();
        var fresh = await ImageAsync();
        Connect(Admin);

        var lines = Shell.Set("fresh", fresh.Name).Show($"$null = Copy-OSImageMember {old.Id} $fresh -WhatIf");

        Assert.Equal(
            new[] { (accepted, "accepted"), (rejected, "rejected"), (pending, "pending") }
                .Select(member => $"What if: Share image {fresh} with project {member.Item1}, whose member status is '{member.Item2}'.")
                .Order(),
            lines.Order());
        Assert.Empty(Writes());
        Assert.Empty(await MembersAsync(fresh));
    }

    [Fact]
    public async Task A_failing_image_is_one_error_and_the_others_are_processed()
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, Alt);
        var closed = await ImageAsync(visibility: "private");
        var fresh = await ImageAsync();
        Connect(Demo);

        var result = Shell.Run($"'{closed.Id}', '{fresh.Id}' | Copy-OSImageMember {old.Id}");

        Assert.Equal("ImageNotShared", result.SingleError().Id());
        Assert.Equal(closed.Id, result.Errors[0].TargetObject);
        Assert.Equal([$"{fresh.Id} {Alt.ProjectId}"], Pairs(result.Output));
    }

    /// <summary>An image of demo with members of every status.</summary>
    private async Task<(MadeImage Image, string Accepted, string Rejected, string Pending)> WithStatusesAsync()
    {
        var image = await ImageAsync();
        var pending = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Admin);
        await Demo.ShareAsync(image.Id, pending.Id);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        await Admin.SetMemberStatusAsync(image.Id, "rejected");
        return (image, Alt.ProjectId, Admin.ProjectId, pending.Id);
    }
}
