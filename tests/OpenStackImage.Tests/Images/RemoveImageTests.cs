using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Remove-OSImage, for images and for their data in a store.</summary>
public sealed class RemoveImageTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task Several_images_are_removed_and_one_that_fails_does_not_stop_the_others()
    {
        var ids = new[]
        {
            await Demo.CreateImageAsync(TestCloud.Name("gone")),
            await Demo.CreateImageAsync(TestCloud.Name("stays")),
            await Demo.CreateImageAsync(TestCloud.Name("gone")),
        };
        Connect(Demo);
        Shell.Set("ids", ids).Run("Set-OSImage $ids[1] -Protected $true").MustSucceed();

        var result = Shell.Run("$ids | Remove-OSImage -Confirm:$false");

        ErrorsPage.AssertExplained(result.SingleError(), "ImageProtected", ids[1]);
        Assert.Equal(ids[1], result.Errors[0].TargetObject);
        Assert.Equal([ids[1]], Shell.Run("Get-OSImage -WithId $ids").Texts("Id"));
        Shell.Run("Set-OSImage $ids[1] -Protected $false; Get-OSImage $ids[1] | Remove-OSImage -Confirm:$false").MustSucceed();
        Assert.Empty(Shell.Run("Get-OSImage -WithId $ids").MustSucceed().Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("?")]
    public async Task No_text_selects_all_images(string text)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("spared"));
        Connect(Demo);

        Assert.Equal(
            2, Shell.Set("text", text).Run("$text | Remove-OSImage -Confirm:$false; $text | Set-OSImage -Name renamed").Errors.Count);

        Assert.StartsWith("spared", Shell.Run($"Get-OSImage {id}").Single().Text("Name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_is_deleted_from_a_store()
    {
        var id = await Admin.CreateImageAsync(TestCloud.Name("stored"));
        await Admin.UploadAsync(id, [1, 2, 3]);
        Connect(Admin);

        ErrorsPage.AssertExplained(Shell.Run($"Remove-OSImage {id} -Store file -Confirm:$false").SingleError(), "LastStore", id);
        ErrorsPage.AssertExplained(Shell.Run($"Remove-OSImage {id} -Store nosuch -Confirm:$false").SingleError(), "StoreNotFound");
        Assert.Equal("StoreNotFound", Shell.Run($"Remove-OSImage {id} -Store a/b -Confirm:$false").MustTerminate().Id());
        Assert.Equal(
            [$"DELETE /v2/stores/file/{id} 403", $"DELETE /v2/stores/nosuch/{id} 409"],
            Requests().Where(request => request.StartsWith("DELETE", StringComparison.Ordinal)));
    }
}
