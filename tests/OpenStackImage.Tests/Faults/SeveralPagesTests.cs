using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Every list is read to its last page, on a cloud whose pages have three items.</summary>
public sealed class SeveralPagesTests : IAsyncLifetime
{
    private const int Items = 10;

    private OtherCloud _cloud = null!;

    private Shell Shell { get; } = Shell.WithModule();

    public async ValueTask InitializeAsync()
    {
        _cloud = await OtherCloud.StartAsync(new() { ApiLimitMax = 3, LimitDefault = 2 });
        await _cloud.ConnectAsync(Shell);
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public void The_tasks_of_all_pages_are_listed()
    {
        var ids = Enumerable.Range(0, Items).Select(i => Image($"task-{i}", image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(new byte[3]);
        })).ToArray();
        Shell.Set("ids", ids).Run("$ids | Import-OSImage -Method copy-image -Store fast -Wait").MustSucceed();

        Assert.Equal(Items, Shell.Run("Get-OSImageTask").Texts("Id").Distinct().Count());
        Assert.Equal(Items, Shell.Run("Get-OSImageTask -Status success").Texts("Id").Distinct().Count());
    }

    [Fact]
    public void The_namespaces_of_all_pages_are_listed()
    {
        Shell.Run($"0..{Items - 1} | ForEach-Object {{ $null = New-OSImageMetadefNamespace \"Paged::$_\" -Visibility public }}")
            .MustSucceed();

        var names = Shell.Run("Get-OSImageMetadefNamespace").Texts("Namespace");

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Superset(Enumerable.Range(0, Items).Select(i => $"Paged::{i}").ToHashSet(), names.ToHashSet());
    }

    [Theory]
    [InlineData("Get-OSImage -Owner demo")]
    [InlineData("Get-OSImage -Owner demo -Visibility shared")]
    [InlineData("Get-OSImage -Name paged-* -Visibility shared, private")]
    [InlineData("Get-OSImage paged-*")]
    [InlineData("Get-OSImage -Owner demo -Sort Name")]
    [InlineData("Get-OSImage -Owner demo -Sort UpdatedAt:desc")]
    [InlineData("Get-OSImage -Owner demo -MinimumSize 0")]
    [InlineData("Get-OSImage -Owner demo -Tag lts")]
    [InlineData("Get-OSImage -Owner demo -Property os_distro=arch")]
    [InlineData("Get-OSImage -WithId $ids")]
    [InlineData("Get-OSImage -Owner demo -First 10")]
    [InlineData("Get-OSImage -SharedWithMe")]
    [InlineData("Get-OSImageMember -AllProjects")]
    [InlineData("Get-OSImageMember -AllProjects -Status pending")]
    [InlineData("Get-OSImageMember -AllProjects -Project admin")]
    public void A_command_reads_all_pages_of_images_and_members(string command)
    {
        var ids = Enumerable.Range(0, Items).Select(i => Image($"paged-{i}", image =>
        {
            image.SetData(new byte[i]);
            image.Tags.Add("lts");
            image.Properties["os_distro"] = "arch";
        })).ToArray();
        Array.ForEach(ids, id => _cloud.State.AddMember(id, _cloud.State.Project("admin").Id));

        var found = Shell.Set("ids", ids).Run(command).MustSucceed().Output
            .Select(item => item.Text(item.TypeNames[0].EndsWith("Member", StringComparison.Ordinal) ? "ImageId" : "Id")!);

        Assert.Equal(ids.Order(), found.Order());
    }

    [Theory]
    [InlineData("Get-OSImageTask")]
    [InlineData("Get-OSImageMetadefNamespace")]
    [InlineData("Get-OSImage")]
    public void Select_First_ends_the_requests_of_a_list(string command)
    {
        var ids = Enumerable.Range(0, Items).Select(i => Image($"first-{i}", image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(new byte[3]);
        })).ToArray();
        Shell.Set("ids", ids).Run(
            "$ids | Import-OSImage -Method copy-image -Store fast -Wait | Out-Null; "
            + $"0..{Items - 1} | ForEach-Object {{ $null = New-OSImageMetadefNamespace \"First::$_\" -Visibility public }}").MustSucceed();
        var all = Requests($"{command} | Out-Null");

        Assert.True(all > 3, $"{all} requests");
        Assert.Equal(1, Requests($"{command} | Select-Object -First 1 | Out-Null"));
    }

    [Fact]
    public void An_image_on_the_last_page_makes_its_name_ambiguous()
    {
        for (var i = 0; i < Items; i++)
        {
            Image("same");
        }

        var error = Shell.Run("Get-OSImageMember same").SingleError();

        Assert.Contains($"{Items} images are named 'same'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_images_of_all_pages_are_found()
    {
        var ids = Enumerable.Range(0, Items).Select(i => Image($"hidden-{i}", image => image.IsHidden = true)).ToArray();
        Array.ForEach(ids, id => _cloud.State.AddMember(id, _cloud.State.Project("admin").Id));

        Assert.Equal(ids.Order(), Shell.Run("Get-OSImageMember -AllProjects").Texts("ImageId").Order());
        Assert.Equal(ids.Order(), Shell.Run("Get-OSImage -SharedWithMe -Hidden").Texts("Id").Order());
        Assert.Equal(ids.Order(), Shell.Set("ids", ids).Run("Get-OSImage -WithId $ids").Texts("Id").Order());
    }

    [Fact]
    public void All_images_of_a_pattern_are_removed()
    {
        for (var i = 0; i < Items; i++)
        {
            Image($"bulk-{i}");
        }

        Shell.Run("Get-OSImage bulk-* | Remove-OSImage -Force").MustSucceed();

        Assert.DoesNotContain(_cloud.State.Images, image => image.Name!.StartsWith("bulk-", StringComparison.Ordinal));
    }

    private int Requests(string command)
    {
        var before = Shell.Run("Get-OpenStackRequest").MustSucceed().Output.Count;
        Shell.Run(command).MustSucceed();
        return Shell.Run("Get-OpenStackRequest").MustSucceed().Output.Count - before;
    }

    private string Image(string name, Action<ImageRecord>? configure = null)
        => _cloud.State.AddImage(_cloud.State.Project("demo").Id, name, configure: configure).Id;
}
