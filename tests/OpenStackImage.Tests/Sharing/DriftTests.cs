using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Test-OSImageSharing: the differences between a file and the cloud.</summary>
public sealed class DriftTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Fact]
    public async Task Each_kind_of_difference_is_an_object()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(4);
        await Demo.ShareAsync(image.Id, projects[1].Id);
        await Demo.ShareAsync(image.Id, projects[2].Id);
        await Demo.ShareAsync(image.Id, projects[3].Id);
        Write(
            $"id: {image.Id} => name: {projects[0].Name}, domain: Default; id: {projects[1].Id}, status: accepted; "
                + $"id: {projects[2].Id}, until: 2020-01-31",
            $"name: no such image {image.Id} => id: {projects[0].Id}");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed();

        Assert.Equal(
            [
                $"ImageNotFound no such image {image.Id} - -",
                $"Missing {projects[0].Id} pending -",
                $"Status {projects[1].Id} accepted pending",
                $"Expired {projects[2].Id} - pending",
                $"Extra {projects[3].Id} - pending",
            ],
            Differences(result));
        Assert.Equal(["8", "5", "6", "7", "3"], result.Texts("Line"));
        Assert.Equal([null, image.Id, image.Id, image.Id, image.Id], result.Output.Select(item => item.Text("ImageId")));
        Assert.Equal(projects[0].Name, result.Output[1].Text("MemberName"));
        Assert.All(result.Output, item => Assert.Equal(Folder.Path("sharing.yaml"), item.Text("Path")));
        Assert.False((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet").Single().BaseObject);
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task IgnoreExtra_omits_members_that_no_entry_lists()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"id: {image.Id} =>");
        Connect(Demo);

        Assert.Equal([$"Extra {Alt.ProjectId} - pending"], Differences(Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed()));
        Assert.Equal([true], Shell.Run("Test-OSImageSharing sharing.yaml -Quiet -IgnoreExtra").Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("domain: other, name: alt")]
    [InlineData("domain: other")]
    public async Task A_session_without_permission_to_read_domains_is_referred_to_IDs(string project)
    {
        var image = await ImageAsync();
        Write($"id: {image.Id} => {project}");
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Run("Test-OSImageSharing sharing.yaml").SingleError(),
            "DomainNotResolved",
            "sharing.yaml, line ",
            "list the projects by ID");
    }

    [Fact]
    public async Task An_entry_selects_by_name_pattern_tag_property_and_owner_and_all_must_apply()
    {
        var stem = TestCloud.Name("golden");
        var images = new[]
        {
            await ImageAsync(name: $"{stem} [1]"), await ImageAsync(name: $"{stem} 2"), await ImageAsync(Alt, name: $"{stem} 3"),
        };
        Connect(Admin);
        Shell.Run($"Set-OSImage {images[0].Id} -AddTag lts, hardened -Property team=a").MustSucceed();
        Shell.Run($"Set-OSImage {images[1].Id} -AddTag lts -Property team=b").MustSucceed();

        Assert.Equal([images[0].Id], Selected($"name: '{stem} [1]'"));
        Assert.Equal(images.Select(image => image.Id).Order(), Selected($"pattern: '{stem.ToUpperInvariant()} *'"));
        Assert.Equal(new[] { images[1].Id, images[2].Id }.Order(), Selected($"pattern: '{stem} ?'"));
        Assert.Equal(new[] { images[0].Id, images[1].Id }.Order(), Selected($"tag: lts, pattern: '{stem}*'"));
        Assert.Equal([images[0].Id], Selected($"tag: [lts, hardened], pattern: '{stem}*'"));
        Assert.Equal([images[1].Id], Selected($"property: {{team: b}}, pattern: '{stem}*'"));
        Assert.Equal([images[2].Id], Selected($"owner: alt, ownerDomain: Default, pattern: '{stem}*'"));
        Assert.Equal([images[2].Id], Selected($"owner: {Alt.ProjectId}, pattern: '{stem}*'"));

        string[] Selected(string images)
        {
            Write($"{images} => id: {Admin.ProjectId}");
            return [.. Shell.Run("Test-OSImageSharing sharing.yaml").Texts("ImageId").Order()];
        }
    }

    [Fact]
    public async Task An_owner_can_be_specified_with_the_domain_of_the_session()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"owner: demo, ownerDomain: Default, pattern: '{image.Name}' => id: {Alt.ProjectId}");
        Connect(Demo);

        Assert.Empty(Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed().Output);
    }

    [Fact]
    public async Task The_ID_of_a_project_is_recognized_in_every_spelling_also_with_its_name()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        var spellings = new[] { Alt.ProjectId.ToUpperInvariant(), Guid.Parse(Alt.ProjectId).ToString("D") };
        Connect(Admin);

        Assert.All(spellings.SelectMany(id => new[] { $"id: {id}", $"id: {id}, name: alt", $"id: {id}, domain: Default" }), project =>
        {
            Write($"id: {image.Id} => {project}");
            Assert.Empty(Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed().Output);
            Assert.Empty(Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed().Output);
        });
        Write($"owner: {spellings[1]} => id: {Demo.ProjectId}", $"id: {image.Id}, name: '{image.Name}' => id: {spellings[0]}, name: demo");
        Assert.Equal("SharingMismatch", Shell.Run("Test-OSImageSharing sharing.yaml").Errors.Single().Id());
    }

    [Fact]
    public async Task Every_enabled_project_of_a_domain_is_expected_except_the_owner()
    {
        var (domainId, domainName) = await Tenants.DomainAsync();
        var projects = new[] { await Tenants.ProjectAsync(domainId: domainId), await Tenants.ProjectAsync(domainId: domainId) };
        var disabled = await Tenants.ProjectAsync(domainId: domainId);
        await DisableAsync(disabled.Id);
        var image = await ImageAsync();
        Write($"id: {image.Id} => domain: {domainName}", $"name: '{image.Name}' => domain: {domainId}, status: keep");
        Connect(Admin);

        Assert.Equal(
            projects.Select(project => $"Missing {project.Id} pending -").Order(),
            Differences(Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed()).Order());
    }

    [Fact]
    public async Task An_image_that_is_not_shared_or_does_not_exist_is_a_difference_and_an_entry_without_effect_a_warning()
    {
        var image = await ImageAsync(visibility: "private");
        Write($"id: {image.Id} => name: alt", "id: 1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d => name: alt", $"tag: '{image.Id}' => name: alt");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed();

        Assert.Equal(["ImageNotShared", "ImageNotFound"], result.Texts("Kind"));
        Assert.Contains("line 9: no shared image has the tag", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_come_from_the_pipeline_as_names_and_as_items()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        WriteFile("a [1].yaml", $"id: {image.Id} => id: {Alt.ProjectId}");
        WriteFile("b.yaml", $"id: {image.Id} =>");
        Connect(Demo);

        Assert.Equal([true, false], Results("Get-ChildItem *.yaml | Test-OSImageSharing -Quiet"));
        Assert.Equal([false], Results("'b.y*' | Test-OSImageSharing -Quiet"));
        Assert.Equal([true], Results("Test-OSImageSharing -LiteralPath 'a [1].yaml' -Quiet"));

        bool[] Results(string command) => [.. Shell.Run(command).MustSucceed().Output.Select(item => (bool)item.BaseObject)];
    }

    [LocalCloudFact("counts the requests of the cloud")]
    public void A_comparison_sends_one_request_per_image_and_a_constant_number_of_others()
    {
        const int Images = 40;
        var state = Cloud.Local.State;
        var projects = Enumerable.Range(0, 30).Select(i => state.AddProject(TestCloud.Name($"counted{i}"))).ToArray();
        foreach (var i in Enumerable.Range(0, Images))
        {
            var image = state.AddImage(Demo.ProjectId, $"counted {i}");
            Array.ForEach(projects, project => state.AddMember(image.Id, project.Id));
        }

        Connect(Admin);
        Shell.Run("Get-OSImage -Name 'counted *' | Export-OSImageSharing counted.json").MustSucceed();
        var before = Requests(0).Length;

        Assert.Empty(Shell.Run("Test-OSImageSharing counted.json").MustSucceed().Output);

        var sent = Requests(before);
        Assert.Equal(Images, sent.Count(request => request.Contains("/members ", StringComparison.Ordinal)));
        Assert.InRange(sent.Length, Images, Images + 6);
    }

    private Task DisableAsync(string projectId) => Admin.IdentityAsync(
        HttpMethod.Patch, $"projects/{projectId}", System.Text.Json.Nodes.JsonNode.Parse("""{"project": {"enabled": false}}"""));
}
