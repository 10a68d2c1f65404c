using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Add-OSImageMember: its input, its requests and its output.</summary>
public sealed class AddMemberTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task A_project_that_is_added_is_a_pending_member()
    {
        var image = await ImageAsync();
        Connect(Demo);

        var member = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}").Single();

        Assert.Equal("OpenStackImage.ImageMember", member.TypeNames[0]);
        Assert.Equal([$"{image.Id} {Alt.ProjectId}"], Pairs([member]));
        Assert.Equal("pending", member.Text("Status"));
        Assert.IsType<DateTime>(member.Get("CreatedAt"));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Theory]
    [InlineData("$id")]
    [InlineData("$name")]
    [InlineData("([guid]$id)")]
    [InlineData("(Get-OSImage $id)")]
    public async Task An_image_is_specified_by_ID_name_or_object(string form)
    {
        var image = await ImageAsync();
        Connect(Demo);
        Shell.Set("id", image.Id).Set("name", image.Name);

        Assert.Equal([image.Id], Shell.Run($"Add-OSImageMember -Image {form} -Project {Alt.ProjectId}").Texts("ImageId"));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Theory]
    [InlineData("-Project $id")]
    [InlineData("-Project $name")]
    [InlineData("-Project (Get-OSProject $id)")]
    [InlineData("-MemberId $id")]
    [InlineData("-ProjectId $id")]
    [InlineData("-Member $name")]
    public async Task A_project_is_specified_by_ID_name_or_object(string form)
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        Connect(Admin);
        Shell.Set("id", project.Id).Set("name", project.Name);

        Assert.Equal([project.Id], Shell.Run($"Add-OSImageMember {image.Id} {form}").Texts("MemberId"));
        Assert.Equal([$"{project.Id} pending"], await MembersAsync(image));
    }

    [Theory]
    [InlineData("Add-OSImageMember $images $projects")]
    [InlineData("Add-OSImageMember -Image $images -Project $projects")]
    [InlineData("$images | Add-OSImageMember -Project $projects")]
    [InlineData("Get-OSImage $images | Add-OSImageMember -Project $projects")]
    [InlineData("Add-OSImageMember (Get-OSImage $images) $projects -ThrottleLimit 1")]
    public async Task Every_image_is_shared_with_every_project_in_the_order_given(string command)
    {
        var images = await ImagesAsync(3);
        var projects = await Tenants.ProjectsAsync(2);
        Connect(Demo);
        Shell.Set("images", images.Select(image => image.Id).ToArray()).Set("projects", projects.Select(project => project.Id).ToArray());

        var result = Shell.Run(command).MustSucceed();

        Assert.Equal(images.SelectMany(image => projects.Select(project => $"{image.Id} {project.Id}")), Pairs(result.Output));
        foreach (var image in images)
        {
            Assert.Equal(With("pending", projects.Select(project => project.Id)), await MembersAsync(image));
        }
    }

    [Theory]
    [InlineData("ImageId", "MemberId")]
    [InlineData("Image", "Project")]
    [InlineData("Id", "ProjectId")]
    public async Task Table_columns_specify_image_and_project(string imageColumn, string projectColumn)
    {
        var images = await ImagesAsync(2);
        Connect(Demo);
        Shell.Set("a", images[0].Id).Set("b", images[1].Name).Set("x", Alt.ProjectId).Set("y", Admin.ProjectId);

        var result = Shell.Run($$"""
            [pscustomobject]@{ {{imageColumn}} = $a; {{projectColumn}} = $x },
            [pscustomobject]@{ {{imageColumn}} = $b; {{projectColumn}} = $y } | Add-OSImageMember
            """).MustSucceed();

        Assert.Equal([$"{images[0].Id} {Alt.ProjectId}", $"{images[1].Id} {Admin.ProjectId}"], Pairs(result.Output));
    }

    [Fact]
    public async Task Kept_members_can_be_piped_in_again()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Admin);
        Connect(Demo);

        var result = Shell.Run($"$kept = Get-OSImageMember {image.Id}; $kept | Remove-OSImageMember; $kept | Add-OSImageMember")
            .MustSucceed();

        Assert.Equal(With("pending", Alt.ProjectId, Admin.ProjectId), await MembersAsync(image));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task A_name_in_two_domains_is_ambiguous_unless_the_domain_is_specified()
    {
        var image = await ImageAsync();
        var (here, there) = await Tenants.NamesakesAsync();
        Connect(Admin);

        var error = Shell.Run($"Add-OSImageMember {image.Id} {here.Name}").SingleError();

        Assert.Equal("AmbiguousProjectName", error.Id());
        Assert.Contains(here.Id, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(there.Id, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(await MembersAsync(image));

        Assert.Equal([there.Id], Shell.Run($"Add-OSImageMember {image.Id} {here.Name} -ProjectDomain {there.DomainId}").Texts("MemberId"));
        Assert.Equal([here.Id], Shell.Run($"Add-OSImageMember {image.Id} {here.Name} -ProjectDomain Default").Texts("MemberId"));
    }

    [Fact]
    public async Task WhatIf_describes_the_change_and_changes_nothing()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(2);
        Connect(Admin);

        var lines = Shell.Set("image", image.Name).Show($"$null = Add-OSImageMember $image {projects[0].Name}, {projects[1].Id} -WhatIf");

        Assert.Equal(projects.Select(project => $"What if: Share image {image} with project '{project.Name}' ({project.Id})."), lines);
        Assert.Empty(Writes());
        Assert.Empty(await MembersAsync(image));
    }

    [Theory]
    [InlineData("n", 0)]
    [InlineData("y", 1)]
    [InlineData("y y", 2)]
    [InlineData("n y", 1)]
    [InlineData("a", 2)]
    [InlineData("l", 0)]
    public async Task Confirm_prompts_for_each_pair_and_honors_the_choice(string choices, int shared)
    {
        var image = await ImageAsync();
        using var shell = Shell.WithModule(keyboard: new StringReader(string.Join('\n', choices.Split(' ').Append("l"))));
        shell.Connect(Cloud.AuthUrl, Demo);

        var screen = string.Join('\n', shell.Screen($"$null = Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -Confirm"));

        Assert.Contains($"Share image {image.Id} with project {Alt.ProjectId}?", screen, StringComparison.Ordinal);
        Assert.Equal(shared, (await MembersAsync(image)).Length);
    }
}
