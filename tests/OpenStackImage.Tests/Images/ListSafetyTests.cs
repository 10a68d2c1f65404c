using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Lists drop no filter, and stay complete while their consumers change the images.</summary>
public sealed class ListSafetyTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("status", "-Status")]
    [InlineData("STATUS", "-Status")]
    [InlineData("owner", "-Owner")]
    [InlineData("name", "-Name")]
    [InlineData("visibility", "-Visibility")]
    [InlineData("id", "-WithId")]
    [InlineData("tag", "-Tag")]
    [InlineData("protected", "-Protected")]
    [InlineData("os_hidden", "-Hidden")]
    [InlineData("size_min", "-MinimumSize")]
    [InlineData("limit", "-First")]
    [InlineData("sort_key", "-Sort")]
    [InlineData("created_at", "-CreatedAfter")]
    [InlineData("member_status", "-MemberStatus")]
    [InlineData("marker", "Where-Object")]
    [InlineData("min_ram", "Where-Object")]
    public void A_property_filter_with_a_reserved_name_is_refused_before_any_request(string name, string action)
    {
        Connect(Demo);

        var error = Shell.Run($"Get-OSImage -Property @{{ '{name}' = 'nonsense' }}").MustTerminate();

        ErrorsPage.AssertTold(error, "ReservedProperty", name, action);
        Assert.Empty(Requests());
    }

    [Theory]
    [InlineData("a&b")]
    [InlineData("a#b")]
    [InlineData("a=b")]
    [InlineData("a b+c")]
    public void A_property_filter_with_any_other_name_is_applied(string name)
    {
        var tag = TestCloud.Name("named");
        Connect(Demo);
        Shell.Set("tag", tag).Set("property", new System.Collections.Hashtable { [name] = "1" });
        var id = Shell.Run("New-OSImage with -Tag $tag -Property $property").Single().Text("Id")!;
        Demo.Owns(id);
        Demo.Owns(Shell.Run("New-OSImage without -Tag $tag").Single().Text("Id")!);

        Assert.Equal([id], Shell.Run("Get-OSImage -Tag $tag -Property $property").Texts("Id"));
    }

    [LocalCloudFact("ignores the filters of a list")]
    public void A_filter_that_the_server_ignores_is_applied_by_the_client()
    {
        var wanted = Cloud.Local.State.AddImage(Demo.ProjectId, "wanted", configure: image => image.DiskFormat = "vdi");
        Cloud.Local.State.AddImage(Demo.ProjectId, "other", configure: image => image.DiskFormat = "raw");
        Connect(Demo);
        var all = string.Join(
            ",",
            Cloud.Local.State.Images.Select(
                image => $$"""{"id": "{{image.Id}}", "name": "{{image.Name}}", "status": "queued", "visibility": "shared","""
                    + $$""" "disk_format": "{{image.DiskFormat}}"}"""));
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Path == "/v2/images",
                Status = 200,
                ContentType = "application/json",
                Body = $$"""{"images": [{{all}}]}""",
            });

        var found = Shell.Run("Get-OSImage -DiskFormat VDI").Texts("Id");

        Cloud.Local.Faults.Clear();
        Assert.Equal([wanted.Id], found);
    }

    [Theory]
    [InlineData("Get-OSImage | Remove-OSImage -Force")]
    [InlineData("Get-OSImage image-* | Remove-OSImage -Force")]
    [InlineData("Get-OSImage -Name image-* -Sort UpdatedAt | Remove-OSImage -Force")]
    public async Task Images_are_deleted_while_they_are_listed(string command)
    {
        await using var paged = await CloudServer.StartAsync(new CloudOptions { ApiLimitMax = 5 });
        var owner = paged.State.Project("demo").Id;
        var others = paged.State.ImageCount;
        for (var i = 0; i < 42; i++)
        {
            paged.State.AddImage(owner, $"image-{i:D2}");
        }

        Shell.Connect(paged.IdentityUri, Demo);

        Shell.Run(command.Replace("Get-OSImage |", "Get-OSImage -Owner demo |", StringComparison.Ordinal)).MustSucceed();

        Assert.Equal(others, paged.State.ImageCount);
    }

    [Theory]
    [InlineData("UpdatedAt")]
    [InlineData("UpdatedAt:desc")]
    public async Task Images_are_changed_while_a_list_sorted_by_the_change_is_read(string sort)
    {
        await using var paged = await CloudServer.StartAsync(new CloudOptions { ApiLimitMax = 5 });
        var owner = paged.State.Project("demo").Id;
        for (var i = 0; i < 23; i++)
        {
            paged.State.AddImage(owner, $"image-{i:D2}");
        }

        Shell.Connect(paged.IdentityUri, Demo);

        var changed = Shell.Run($"Get-OSImage -Owner demo -Sort {sort} | Set-OSImage -AddTag seen -PassThru").Texts("Id");

        Assert.Equal(23, changed.Distinct().Count());
        Assert.Equal(23, changed.Length);
    }

    [LocalCloudFact("hides images")]
    public void Lookups_by_ID_and_shared_images_include_hidden_ones()
    {
        var mine = Cloud.Local.State.AddImage(Demo.ProjectId, "mine-hidden", configure: image => image.IsHidden = true);
        var shared = Cloud.Local.State.AddImage(Alt.ProjectId, "alt-hidden", configure: image => image.IsHidden = true);
        Cloud.Local.State.AddMember(shared.Id, Demo.ProjectId);
        Connect(Demo);

        Assert.Equal([mine.Id], Shell.Run($"Get-OSImage -WithId {mine.Id}").Texts("Id"));
        Assert.Equal([shared.Id], Shell.Run("Get-OSImage -SharedWithMe -Hidden").Texts("Id"));
    }

    [Fact]
    public void Filters_take_several_values_and_keywords_in_any_case()
    {
        var tag = TestCloud.Name("several");
        Connect(Demo);
        Shell.Set("tag", tag).Set("admin", Admin.ProjectId);
        var images = new[] { ("one", "private", "QCOW2"), ("two", "shared", "RAW"), ("three", "community", "iso") };
        foreach (var (name, visibility, format) in images)
        {
            Demo.Owns(Shell.Run($"New-OSImage {name} -Visibility {visibility} -DiskFormat {format} -Tag $tag").Single().Text("Id")!);
        }

        Assert.Equal(["one", "two"], Shell.Run("Get-OSImage -Tag $tag -Visibility PRIVATE, shared -Sort Name").Texts("Name"));
        Assert.Equal(["one", "three"], Shell.Run("Get-OSImage -Tag $tag -Name one, th* -Sort Name").Texts("Name"));
        Assert.Equal(["one", "two"], Shell.Run("Get-OSImage -Tag $tag -DiskFormat Qcow2, RAW -Sort Name").Texts("Name"));
        Assert.Equal(["three", "two"], Shell.Run("Get-OSImage -Tag $tag -Owner demo, $admin -Sort Name -Skip 1").Texts("Name"));
        Assert.Equal(["three"], Shell.Run("Get-OSImage -Tag $tag -Sort Name -First 1 -Skip 1").Texts("Name"));
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -First 0").MustSucceed().Output);
    }

    [Fact]
    public async Task Wildcards_at_the_first_position_are_a_pattern_unless_an_image_has_exactly_that_name()
    {
        var stem = TestCloud.Name("pos");
        var plain = await Demo.CreateImageAsync(stem + " a");
        var starred = await Demo.CreateImageAsync(stem + " *");
        Connect(Demo);
        Shell.Set("stem", stem);

        Assert.Equal([starred], Shell.Run("Get-OSImage \"$stem *\"").Texts("Id"));
        Assert.Equal(new[] { plain, starred }.Order(), Shell.Run("Get-OSImage \"$stem ?\"").Texts("Id").Order());
        Assert.Empty(Shell.Run("Get-OSImage \"$stem none*\"").MustSucceed().Output);
        ErrorsPage.AssertTold(Shell.Run("Get-OSImage -Name \"$stem none\"").SingleError(), "ImageNotFound", "none");
    }

    [LocalCloudFact("counts what eight runspaces do")]
    public void Tags_that_eight_runspaces_add_are_all_kept()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, "tagged");
        Connect(Demo);
        Shell.Set("id", image.Id).Set("manifest", Build.ModuleManifest);
        var shells = Enumerable.Range(0, 8).Select(_ => Shell.WithModule()).ToArray();
        var running = shells.Select((shell, number) =>
        {
            shell.Connect(Cloud.AuthUrl, Demo);
            return shell.Start($"Set-OSImage {image.Id} -AddTag tag-{number}");
        }).ToArray();
        foreach (var script in running)
        {
            script.Finish().MustSucceed();
            script.Dispose();
        }

        foreach (var shell in shells)
        {
            shell.Dispose();
        }

        Assert.Equal(
            Enumerable.Range(0, 8).Select(number => $"tag-{number}"),
            Cloud.Local.State.Image(image.Id)!.Tags.Order(StringComparer.Ordinal));
    }
}
