using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Add-OSImageMember -SetShared.</summary>
public sealed class SetSharedTests(TestCloud cloud) : SharingTests(cloud)
{
    [LocalCloudFact("does not list the members of an image that was made shared")]
    public void SetShared_adds_the_member_although_the_prior_members_cannot_be_read()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("private"), "private");
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "GET" && request.Path.EndsWith("/members", StringComparison.Ordinal),
            Status = 403,
        });

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SetShared");

        Cloud.Local.Faults.Clear();
        Assert.Equal([Alt.ProjectId], result.Texts("MemberId"));
        Assert.Contains("is shared now", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("makes a request hang")]
    public async Task Ctrl_C_after_the_image_was_made_shared_states_what_to_check()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("private"), "private");
        using var messages = new StringWriter();
        using var shell = Shell.WithModule(messages: messages);
        shell.Connect(Cloud.AuthUrl, Demo);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = IsSecondAdd, Hang = true });

        using var script = shell.Start($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SetShared");
        await arrived.Task.WaitAsync(Patience.Limit);
        await script.StopAsync().WaitAsync(Patience.Limit);

        Cloud.Local.Faults.Clear();
        Assert.Equal("shared", Cloud.Local.State.Image(image.Id)!.Visibility);
        Assert.Contains($"Get-OSImageMember {image.Id}", messages.ToString(), StringComparison.Ordinal);

        bool IsSecondAdd(FaultedRequest request) => request.Method == "POST"
            && Cloud.Local.State.Image(image.Id)!.Visibility == "shared" && (arrived.TrySetResult() || true);
    }

    [Fact]
    public async Task SetShared_makes_a_private_image_shared_and_shares_it_with_all()
    {
        var image = await ImageAsync(visibility: "private");
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -SetShared");

        Assert.Equal([Alt.ProjectId, Admin.ProjectId], result.Texts("MemberId"));
        Assert.Equal("shared", (string?)(await Tenants.ImageAsync(image.Id))["visibility"]);
        Assert.Equal(With("pending", Alt.ProjectId, Admin.ProjectId), await MembersAsync(image));
        Assert.Equal(
            [$"PATCH /v2/images/{image.Id} 200"], Writes().Where(request => request.StartsWith("PATCH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SetShared_sends_no_extra_request_for_a_shared_image()
    {
        var image = await ImageAsync();
        Connect(Demo);

        Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SetShared").MustSucceed();

        Assert.Equal([$"POST /v2/images/{image.Id}/members 200"], Writes());
    }

    [Theory]
    [InlineData("community")]
    [InlineData("public")]
    public async Task SetShared_does_not_make_a_public_or_community_image_shared(string visibility)
    {
        var image = await ImageAsync(Admin, visibility);
        Connect(Admin);

        var error = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SetShared").SingleError();

        Assert.Equal("ImageNotShared", error.Id());
        Assert.Contains($"is {visibility}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(visibility, (string?)(await Tenants.ImageAsync(image.Id))["visibility"]);
    }

    [Fact]
    public async Task SetShared_under_WhatIf_changes_nothing()
    {
        var image = await ImageAsync(visibility: "private");
        Connect(Demo);

        Assert.Equal(
            [$"What if: Share image {image} with project {Alt.ProjectId}."],
            Shell.Set("image", image.Name).Show($"$null = Add-OSImageMember $image {Alt.ProjectId} -SetShared -WhatIf"));

        Assert.Equal("private", (string?)(await Tenants.ImageAsync(image.Id))["visibility"]);
    }
}
