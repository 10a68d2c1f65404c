using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Sync-OSImageMember with rows from the pipeline, without a project, and at the quota of members.</summary>
public sealed class SyncRowsTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("$rows | Sync-OSImageMember")]
    [InlineData("$rows | ConvertTo-Csv | ConvertFrom-Csv | Sync-OSImageMember")]
    public async Task Rows_are_grouped_by_image_before_members_are_changed(string command)
    {
        var images = await ImagesAsync(2);
        var projects = await Tenants.ProjectsAsync(3);
        await Demo.ShareAsync(images[0].Id, Alt);
        Connect(Admin);
        Shell.Set("a", images[0].Id).Set("aName", images[0].Name).Set("b", images[1].Name)
            .Set("x", projects[0].Name).Set("y", projects[1].Id).Set("z", projects[2].Name);
        Shell.Run("""
            $rows = @(
                [pscustomobject]@{ Image = $a; Project = $x }
                [pscustomobject]@{ Image = $b; Project = $z }
                [pscustomobject]@{ Image = $aName; Project = $y }
            )
            """).MustSucceed();

        Shell.Run(command).MustSucceed();

        Assert.Equal(With("pending", projects[0].Id, projects[1].Id), await MembersAsync(images[0]));
        Assert.Equal(With("pending", projects[2].Id), await MembersAsync(images[1]));
    }

    [Fact]
    public async Task A_row_without_a_project_is_an_error_and_no_member_of_its_image_is_removed()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);

        var result = Shell.Run($"[pscustomobject]@{{ Image = '{image.Id}'; Project = '' }} | Sync-OSImageMember");

        Assert.Equal("ProjectNotFound", result.SingleError().Id());
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Theory]
    [InlineData("Image = ''; ")]
    [InlineData("Image = '  '; ")]
    [InlineData("Image = $null; ")]
    [InlineData("")]
    public async Task A_row_without_an_image_is_an_error_and_no_member_of_any_image_is_removed(string column)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);

        var result = Shell.Run(
            $"[pscustomobject]@{{ Image = '{image.Id}'; Project = '{Admin.ProjectId}' }}, "
                + $"[pscustomobject]@{{ {column}Project = '{Alt.ProjectId}' }} | Sync-OSImageMember");

        Assert.Equal("InvalidParameters", result.SingleError().Id());
        Assert.Contains("No member was changed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
        Assert.Equal("InvalidParameters", Shell.Run("Sync-OSImageMember '' alt").MustTerminate().Id());
    }

    [Fact]
    public async Task An_empty_list_of_projects_removes_all_members_with_Force()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Admin);
        Connect(Demo);

        Assert.Equal(["Removed", "Removed"], Shell.Run($"Sync-OSImageMember {image.Id} @() -Force").Texts("Action"));
        Assert.Empty(await MembersAsync(image));
    }

    [Fact]
    public async Task An_empty_list_of_projects_under_WhatIf_plans_the_removal_of_all_members_with_names()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);

        var change = Shell.Run($"Sync-OSImageMember {image.Id} @() -WhatIf").Single();

        Assert.Equal(("Remove", true, "pending"), (change.Text("Action"), change.Get("IsPlanned"), change.Text("PreviousStatus")));
        Assert.Equal((image.Name, "alt"), (change.Text("ImageName"), change.Text("MemberName")));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [LocalCloudFact("sets the quota of members")]
    public async Task A_member_of_an_image_at_its_quota_can_be_replaced()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(3);
        await Demo.ShareAsync(image.Id, projects[0].Id);
        await Demo.ShareAsync(image.Id, projects[1].Id);
        Connect(Admin);

        await AtQuotaAsync(2, async () =>
        {
            var result = Shell.Run($"Sync-OSImageMember {image.Id} {projects[1].Id}, {projects[2].Id}").MustSucceed();

            Assert.Equal([$"{projects[1].Id} Kept", $"{projects[0].Id} Removed", $"{projects[2].Id} Added"], Actions(result));
            Assert.Equal(With("pending", projects[1].Id, projects[2].Id), await MembersAsync(image));
            Assert.Equal(["Kept", "Kept"], Shell.Run($"Sync-OSImageMember {image.Id} {projects[1].Id}, {projects[2].Id}").Texts("Action"));
        });
    }

    [LocalCloudFact("sets the quota of members")]
    public async Task SkipExisting_writes_the_present_member_of_an_image_at_its_quota()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Demo);

        await AtQuotaAsync(1, () =>
        {
            Assert.Equal([Alt.ProjectId], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -SkipExisting").Texts("MemberId"));
            Assert.Equal(
                "MemberQuotaExceeded", Shell.Run($"Add-OSImageMember {image.Id} {Admin.ProjectId} -SkipExisting").SingleError().Id());
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task SetShared_warns_about_members_that_the_image_had_before_it_was_private()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        Connect(Demo);
        Shell.Run($"Set-OSImage {image.Id} -Visibility private").MustSucceed();

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Admin.ProjectId} -SetShared").MustSucceed();

        Assert.Contains($"{Alt.ProjectId} (accepted)", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, (await MembersAsync(image)).Length);
    }

    private async Task AtQuotaAsync(int quota, Func<Task> test)
    {
        var usual = Cloud.Local.Options.ImageMemberQuota;
        Cloud.Local.Options.ImageMemberQuota = quota;
        try
        {
            await test();
        }
        finally
        {
            Cloud.Local.Options.ImageMemberQuota = usual;
        }
    }
}
