using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Get-OSImage requests only the images that are needed.</summary>
public sealed class ImageFilterTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("-Status queued, active", "status=in%3Aqueued%2Cactive")]
    [InlineData("-Tag red, 'deep blue'", "tag=red&tag=deep%20blue")]
    [InlineData("-Hidden", "os_hidden=true")]
    [InlineData("-Protected $true", "protected=true")]
    [InlineData("-Protected $false", "protected=false")]
    [InlineData("-DiskFormat qcow2, raw", "disk_format=in%3Aqcow2%2Craw")]
    [InlineData("-ContainerFormat bare", "container_format=bare")]
    [InlineData("-MinimumSize 1KB -MaximumSize 2GB", "size_min=1024&size_max=2147483648")]
    [InlineData("-CreatedAfter 2024-02-29T12:00:00+02:00", "created_at=gte%3A2024-02-29T10%3A00%3A00Z")]
    [InlineData("-UpdatedBefore 2030-01-01Z", "updated_at=lt%3A2030-01-01T00%3A00%3A00Z")]
    [InlineData("-MemberStatus all -Visibility shared", "visibility=shared&member_status=all")]
    [InlineData("-Property @{ os_distro = 'arch' }", "os_distro=arch")]
    [InlineData("-Property os_distro=arch, hw_disk_bus=scsi", "os_distro=arch&hw_disk_bus=scsi")]
    [InlineData("-Sort Name, CreatedAt:desc", "sort=name%3Aasc%2Ccreated_at%3Adesc")]
    [InlineData("-Sort disk_format:DESC", "sort=disk_format%3Adesc")]
    public void The_server_applies_a_filter(string filter, string query)
    {
        Connect(Demo);

        Shell.Run($"Get-OSImage {filter}").MustSucceed();

        Assert.Equal([$"GET /v2/images?{query}&limit=1000 200"], Requests());
    }

    [Fact]
    public async Task An_image_matches_exactly_the_filters_that_apply_to_it()
    {
        var name = TestCloud.Name("filtered");
        var tag = TestCloud.Name("tag");
        Connect(Demo);
        Shell.Set("name", name).Set("tag", tag);
        var id = Shell.Run("New-OSImage $name -DiskFormat qcow2 -Tag $tag, other -Property os_distro=arch -MinDisk 3").Single().Text("Id")!;
        Demo.Owns(id);
        var other = await Demo.CreateImageAsync(TestCloud.Name("other"));
        Shell.Set("id", id).Set("other", other);

        Assert.Equal([id], Shell.Run("Get-OSImage -Tag $tag, other").Texts("Id"));
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag, third").MustSucceed().Output);
        Assert.Equal(
            [id],
            Shell.Run(
                "Get-OSImage -Tag $tag -DiskFormat qcow2, vmdk -ContainerFormat bare -Protected $false -Owner demo -Property @{ os_distro "
                    + "= 'arch' }").Texts("Id"));
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -Property os_distro=debian").MustSucceed().Output);
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -DiskFormat raw").MustSucceed().Output);
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -Hidden").MustSucceed().Output);
        Assert.Equal(
            [id],
            Shell.Run("$at = (Get-OSImage $id).CreatedAt; Get-OSImage -Tag $tag -CreatedAfter $at -CreatedBefore $at.AddSeconds(1)")
                .Texts("Id"));
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -CreatedAfter $at.AddDays(-1) -CreatedBefore $at").MustSucceed().Output);
        Assert.Empty(Shell.Run("Get-OSImage -Tag $tag -UpdatedAfter $at.AddDays(1)").MustSucceed().Output);
        Assert.Equal(new[] { id, other }.Order(), Shell.Run("Get-OSImage -WithId $id, $other, ([guid]::NewGuid())").Texts("Id").Order());
        Assert.Equal([id], Shell.Run("Get-OSImage -WithId $id, $other -Tag $tag").Texts("Id"));
    }

    [Fact]
    public async Task A_name_with_wildcards_is_compared_by_the_client()
    {
        var stem = TestCloud.Name("wild");
        var (first, second) = (await Demo.CreateImageAsync(stem + " Alpha"), await Demo.CreateImageAsync(stem + " beta"));
        Connect(Demo);
        Shell.Set("stem", stem);

        Assert.Equal(new[] { first, second }.Order(), Shell.Run("Get-OSImage -Name \"$stem *\"").Texts("Id").Order());
        Assert.Equal([first], Shell.Run("Get-OSImage -Name \"$stem a*\"").Texts("Id"));
        Assert.Collection(
            Requests(),
            exactName => Assert.StartsWith("GET /v2/images?name=", exactName, StringComparison.Ordinal),
            list => Assert.Equal("GET /v2/images?limit=1000 200", list),
            exactName => Assert.StartsWith("GET /v2/images?name=", exactName, StringComparison.Ordinal),
            list => Assert.Equal("GET /v2/images?limit=1000 200", list));
        Assert.Equal([second], Shell.Run("Get-OSImage -Name \"$stem beta\"").Texts("Id"));
        ErrorsPage.AssertTold(Shell.Run("Get-OSImage -Name \"$stem BETA\"").SingleError(), "ImageNotFound", "BETA", "including case");
        Assert.Empty(Shell.Run("Get-OSImage -Name \"$stem gamma*\"").MustSucceed().Output);
    }

    [Fact]
    public void The_server_sorts_and_sends_no_more_than_the_requested_number()
    {
        var tag = TestCloud.Name("sorted");
        Connect(Demo);
        Shell.Set("tag", tag);
        foreach (var name in new[] { "b", "c", "a" })
        {
            Demo.Owns(Shell.Run($"New-OSImage {name} -Tag $tag").Single().Text("Id")!);
        }

        Assert.Equal(["a", "b", "c"], Shell.Run("Get-OSImage -Tag $tag -Sort Name").Texts("Name"));
        Assert.Equal(["c", "b"], Shell.Run("Get-OSImage -Tag $tag -Sort Name:desc -First 2").Texts("Name"));
        Assert.EndsWith("&sort=name%3Adesc&limit=2 200", Requests()[^1], StringComparison.Ordinal);
    }

    [LocalCloudFact("needs more images than a page holds")]
    public async Task First_ends_the_list_also_if_the_client_compares_names()
    {
        await using var paged = await CloudServer.StartAsync(new CloudOptions { ApiLimitMax = 5 });
        var owner = paged.State.Project("demo").Id;
        for (var i = 0; i < 40; i++)
        {
            paged.State.AddImage(owner, $"image-{i:D2}");
        }

        Shell.Connect(paged.IdentityUri, Demo);
        paged.Log.Clear();

        Assert.Equal(["image-39", "image-38", "image-37"], Shell.Run("Get-OSImage -First 3").Texts("Name"));
        Assert.Equal(1, paged.Log.Count);
        Assert.Equal(7, Shell.Run("Get-OSImage -First 7").MustSucceed().Output.Count);
        Assert.Equal(3, paged.Log.Count);
        Assert.Equal(["image-28", "image-18"], Shell.Run("Get-OSImage -Name image-?8 -First 3").Texts("Name")[1..]);

        // One request for an image with exactly this name, and five pages of the list.
        Assert.Equal(9, paged.Log.Count);
    }

    [LocalCloudFact("needs more images than a page holds")]
    public async Task Filters_apply_to_every_page_even_if_the_next_link_omits_them()
    {
        await using var paged = await CloudServer.StartAsync(new CloudOptions { ApiLimitMax = 5 });
        var owner = paged.State.Project("demo").Id;
        for (var i = 0; i < 40; i++)
        {
            paged.State.AddImage(owner, $"image-{i:D2}", configure: image =>
            {
                image.Tags.Add("every");
                if (image.Name!.EndsWith('8') || image.Name.EndsWith('3'))
                {
                    image.Tags.Add("some");
                }
            });
        }

        Shell.Connect(paged.IdentityUri, Demo);

        Assert.Equal(
            ["image-38", "image-33", "image-28", "image-23", "image-18", "image-13", "image-08", "image-03"],
            Shell.Run("Get-OSImage -Tag some, every").Texts("Name"));
    }

    [Theory]
    [InlineData("Get-OSImage -Sort Color")]
    [InlineData("Get-OSImage -Sort Name:up")]
    [InlineData("Get-OSImage -Property nothing")]
    public void A_filter_that_cannot_be_sent_is_refused_before_any_request(string command)
    {
        Connect(Demo);

        Assert.NotNull(Shell.Run(command).Terminating);

        Assert.Empty(Requests());
    }
}
