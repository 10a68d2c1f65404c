using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Add-OSImageMember -SkipExisting, -SetShared, -Accept and -MemberSession.</summary>
public sealed class AddOptionsTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task SkipExisting_writes_the_present_member()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -SkipExisting");

        Assert.Equal(["accepted", "pending"], result.Texts("Status"));
        Assert.Equal([$"{image.Id} {Alt.ProjectId}", $"{image.Id} {Admin.ProjectId}"], Pairs(result.Output));
    }

    [LocalCloudFact("loses each response to a POST")]
    public void SkipExisting_writes_the_present_member_although_each_response_was_lost()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("lost"), "shared");
        Cloud.Local.State.AddMember(image.Id, Alt.ProjectId);
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Cut = Cut.BeforeResponse, AfterHandling = true });

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SkipExisting");
        var kept = Shell.Run($"Sync-OSImageMember {image.Id} {Alt.ProjectId}");

        Cloud.Local.Faults.Clear();
        Assert.Equal(["pending"], result.Texts("Status"));
        Assert.Equal(["Kept"], kept.Texts("Action"));
    }

    [LocalCloudFact("accepts a member status, and shows another one")]
    public void A_member_status_that_the_cloud_does_not_show_is_an_error()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("status"), "shared");
        Cloud.Local.State.AddMember(image.Id, Alt.ProjectId);
        Connect(Admin);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PUT",
            Status = 200,
            ContentType = "application/json",
            Body = $$"""{"image_id": "{{image.Id}}", "member_id": "{{Alt.ProjectId}}", "status": "pending"}""",
        });

        var error = Shell.Run($"Set-OSImageMember {image.Id} {Alt.ProjectId} -Status accepted").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("UnexpectedAnswer", error.Id());
    }

    [Fact]
    public async Task SkipExisting_can_be_run_repeatedly()
    {
        var image = await ImageAsync();
        Connect(Demo);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["pending"], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SkipExisting").Texts("Status"));
        }

        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task An_admin_shares_and_accepts_with_one_command()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(2);
        Connect(Admin);

        Assert.Equal(
            ["accepted", "accepted"],
            Shell.Run($"Add-OSImageMember {image.Id} {projects[0].Name}, {projects[1].Id} -Accept").Texts("Status"));
        Assert.Equal(With("accepted", projects.Select(project => project.Id)), await MembersAsync(image));
    }

    [Fact]
    public async Task Accept_with_SkipExisting_accepts_pending_members_and_keeps_accepted_ones()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);

        Assert.Equal(["accepted"], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SkipExisting -Accept").Texts("Status"));
        Assert.Equal(["accepted"], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SkipExisting -Accept").Texts("Status"));

        Assert.Single(Writes(), request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owner_shares_and_the_member_accepts_in_one_pipeline_of_two_sessions()
    {
        var images = await ImagesAsync(3);
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        Assert.Equal(
            ["accepted", "accepted", "accepted"],
            Shell.Run($"$images | Add-OSImageMember -Project {Alt.ProjectId} -MemberSession $alt").Texts("Status"));

        Assert.Equal([$"{Alt.ProjectId} accepted"], await MembersAsync(images[2]));
        Assert.All(Writes(), request => Assert.StartsWith("POST", request, StringComparison.Ordinal));
        Assert.Equal(3, Requests(session: "-Session $alt").Count(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_pipeline_continues_from_the_session_of_the_owner_in_that_of_the_member()
    {
        var images = await ImagesAsync(3);
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        Assert.Equal(
            ["accepted", "accepted", "accepted"],
            Shell.Run($"$images | Add-OSImageMember -Project {Alt.ProjectId} | Approve-OSImageMember -Session $alt -PassThru")
                .Texts("Status"));
    }

    [Fact]
    public async Task The_member_stays_pending_if_the_owner_cannot_accept_it_and_the_error_explains_why()
    {
        var image = await ImageAsync();
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -Accept");

        var error = result.SingleError();
        Assert.Equal("NotTheMember", error.Id());
        Assert.Equal($"{image.Id} {Alt.ProjectId}", Pair(error));
        Assert.Equal(["pending"], result.Output.Select(member => member.Text("Status")));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task WhatIf_of_Accept_changes_nothing()
    {
        var image = await ImageAsync();
        Connect(Admin);

        var planned = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -Accept -WhatIf").Single();
        Assert.Equal(("Add", "accepted", true), (planned.Text("Action"), planned.Text("Status"), planned.Get("IsPlanned")));
        Assert.Empty(Writes());
    }
}
