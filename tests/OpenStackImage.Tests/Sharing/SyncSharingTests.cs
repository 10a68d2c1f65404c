using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Sync-OSImageSharing: the members match the file afterwards.</summary>
public sealed class SyncSharingTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Fact]
    public async Task The_status_of_the_owner_is_applied_as_planned()
    {
        var image = await ImageAsync();
        Write($"id: {image.Id} => id: {Demo.ProjectId}, status: accepted");
        Connect(Demo);

        var plan = Shell.Run("Sync-OSImageSharing sharing.yaml -WhatIf").MustSucceed();
        var applied = Shell.Run("Sync-OSImageSharing sharing.yaml").MustSucceed();

        Assert.Equal(["Add"], plan.Texts("Action"));
        Assert.Equal(["Added"], applied.Texts("Action"));
        Assert.All([plan, applied], result => Assert.Contains("are not set", Assert.Single(result.Warnings), StringComparison.Ordinal));
        var error = Shell.Run($"Approve-OSImageMember {image.Id} {Demo.ProjectId}").SingleError();
        ErrorsPage.AssertTold(error, "NotTheMember", "owns image", "Remove the member");
    }

    [Fact]
    public async Task The_projects_of_a_domain_are_removed_when_its_entry_expires_even_if_another_expired_project_was_deleted()
    {
        var (domainId, domainName) = await Tenants.DomainAsync();
        var member = await Tenants.ProjectAsync(domainId: domainId);
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, member.Id);
        var deleted = TestCloud.Name("deleted");
        Write($"id: {image.Id} => domain: {domainName}, until: 2020-01-31; name: {deleted}, domain: Default, until: 2020-01-31");
        Connect(Admin);

        var drift = Shell.Run("Test-OSImageSharing sharing.yaml");
        var synced = Shell.Run("Sync-OSImageSharing sharing.yaml");

        Assert.Equal([$"Expired {member.Id} - pending"], Differences(drift));
        Assert.Equal([$"{member.Id} Removed"], Actions(synced));
        Assert.Equal("ProjectNotFound", Assert.Single(synced.Errors).Id());
        Assert.Empty(await MembersAsync(image));
    }

    [Fact]
    public async Task Members_are_added_accepted_and_removed_when_they_expire()
    {
        var (image, projects) = await SharedAsync(3);
        var missing = await Tenants.ProjectsAsync(2);
        Write(
            $"id: {image.Id} => id: {projects[0].Id}, status: accepted; id: {projects[1].Id}, until: 2020-01-31",
            $"name: '{image.Name}' => name: {missing[0].Name}, domain: Default, status: accepted; id: {missing[1].Id}, until: 2999-12-31");
        Connect(Admin);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml").MustSucceed();

        Assert.Equal(
            [
                $"{projects[1].Id} Removed", $"{missing[0].Id} Added", $"{missing[0].Id} StatusSet", $"{missing[1].Id} Added",
                $"{projects[0].Id} StatusSet",
            ],
            Actions(result));
        Assert.All(result.Output, change => Assert.Equal("False", change.Text("IsPlanned")));
        Assert.Equal(
            new[] { $"{projects[0].Id} accepted", $"{projects[2].Id} pending", $"{missing[0].Id} accepted", $"{missing[1].Id} pending" }
                .Order(StringComparer.Ordinal),
            await MembersAsync(image));
        Assert.True((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet -IgnoreExtra").Single().BaseObject);
        var writes = Writes();
        Assert.Empty(Shell.Run("Sync-OSImageSharing sharing.yaml").MustSucceed().Output);
        Assert.Equal(writes, Writes());
    }

    [Fact]
    public async Task Prune_removes_members_that_no_entry_lists_and_does_not_change_other_images()
    {
        var (image, projects) = await SharedAsync(2);
        var (other, others) = await SharedAsync(1);
        Write($"id: {image.Id} => id: {projects[0].Id}");
        Connect(Admin);

        Assert.Empty(Shell.Run("Sync-OSImageSharing sharing.yaml").MustSucceed().Output);
        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();
        Assert.Equal([$"{projects[1].Id} Removed"], Actions(result));
        Assert.Equal([projects[1].Name], result.Texts("MemberName"));

        Assert.Equal(With("pending", projects[0].Id), await MembersAsync(image));
        Assert.Equal(With("pending", others[0].Id), await MembersAsync(other));
    }

    [Fact]
    public async Task WhatIf_writes_the_plan_with_names_and_changes_nothing()
    {
        var (image, projects) = await SharedAsync(1);
        var missing = await Tenants.ProjectAsync();
        Write($"id: {image.Id} => name: {missing.Name}, status: accepted");
        Connect(Admin);
        var members = await MembersAsync(image);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune -WhatIf").MustSucceed();

        Assert.Equal([$"{projects[0].Id} Remove", $"{missing.Id} Add", $"{missing.Id} SetStatus"], Actions(result));
        Assert.Equal([projects[0].Name, missing.Name, missing.Name], result.Texts("MemberName"));
        Assert.All(result.Output, change => Assert.Equal(("True", image.Name), (change.Text("IsPlanned"), change.Text("ImageName"))));
        Assert.Equal(
            [
                $"What if: Stop sharing image {image} with project '{projects[0].Name}' ({projects[0].Id}).",
                $"What if: Share image {image} with project '{missing.Name}' ({missing.Id}).",
                $"What if: Set the member status of project '{missing.Name}' ({missing.Id}) on image {image} to 'accepted'.",
            ],
            Shell.Show("$null = Sync-OSImageSharing sharing.yaml -Prune -WhatIf"));
        Assert.Empty(Writes());
        Assert.Equal(members, await MembersAsync(image));
    }

    [Fact]
    public async Task A_new_project_of_a_domain_is_added_and_a_disabled_one_is_pruned()
    {
        var (domainId, domainName) = await Tenants.DomainAsync();
        var first = await Tenants.ProjectAsync(domainId: domainId);
        var image = await ImageAsync();
        Write($"id: {image.Id} => domain: {domainName}");
        Connect(Admin);
        Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();
        Assert.Equal(With("pending", first.Id), await MembersAsync(image));

        var second = await Tenants.ProjectAsync(domainId: domainId);
        await Admin.IdentityAsync(
            HttpMethod.Patch, $"projects/{first.Id}", System.Text.Json.Nodes.JsonNode.Parse("""{"project": {"enabled": false}}"""));
        Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();

        Assert.Equal(With("pending", second.Id), await MembersAsync(image));
    }

    [Theory]
    [InlineData("name: no such project")]
    [InlineData("id: 0123456789abcdef0123456789abcdef")]
    [InlineData("id: 0123456789abcdef0123456789abcdef, name: gone")]
    [InlineData("domain: no such domain")]
    public async Task While_a_project_cannot_be_found_no_member_of_its_images_is_removed(string unusable)
    {
        var (image, projects) = await SharedAsync(1);
        var (other, others) = await SharedAsync(1);
        var missing = await Tenants.ProjectAsync();
        Write($"id: {image.Id} => {unusable}; id: {missing.Id}", $"id: {other.Id} =>");
        Connect(Admin);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune");

        Assert.Equal(
            unusable.StartsWith("domain", StringComparison.Ordinal) ? "DomainNotFound" : "ProjectNotFound", result.SingleError().Id());
        Assert.Contains(", line ", result.SingleError().ToString(), StringComparison.Ordinal);
        Assert.Contains("No member of image", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([$"{missing.Id} Added", $"{others[0].Id} Removed"], Actions(result));
        Assert.Equal(With("pending", projects[0].Id, missing.Id), await MembersAsync(image));
    }

    [Fact]
    public async Task An_owner_adds_and_removes_and_is_warned_about_statuses_that_cannot_be_set()
    {
        var owner = await Tenants.AccountAsync("sharer");
        var image = await ImageAsync(owner);
        var extra = await Tenants.ProjectAsync();
        await owner.ShareAsync(image.Id, extra.Id);
        Write($"name: '{image.Name}' => id: {Alt.ProjectId}, status: accepted");
        Connect(owner);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();

        Assert.Equal([$"{extra.Id} Removed", $"{Alt.ProjectId} Added"], Actions(result));
        Assert.Contains($"{Alt.ProjectId} (accepted)", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(With("pending", Alt.ProjectId), await MembersAsync(image));
    }
}
