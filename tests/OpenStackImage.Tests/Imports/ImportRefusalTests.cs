using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>Imports that Glance refuses: the errors contain the rule and what the cloud supports instead.</summary>
public sealed class ImportRefusalTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Uri = "http://127.0.0.1/data";

    [Fact]
    public async Task A_method_that_the_cloud_does_not_support_is_refused()
        => ErrorsPage.AssertExplained(
            await FailAsync("-Method nosuch"), "ImportMethodNotFound", "'nosuch'", "glance-direct", "web-download", "copy-image");

    [Fact]
    public async Task A_store_that_the_cloud_does_not_have_is_refused()
        => ErrorsPage.AssertExplained(await FailAsync($"{Uri} -Store nosuch"), "StoreNotFound", "file (the default)", "fast");

    [Fact]
    public async Task Store_and_AllStores_cannot_be_combined()
        => ErrorsPage.AssertExplained(
            await FailAsync($"{Uri} -Store fast -AllStores"), "InvalidRequest", "-Store and -AllStores cannot be used together");

    [Theory]
    [InlineData("ftp://127.0.0.1/data")]
    [InlineData("http://localhost/data")]
    public async Task A_URI_that_the_cloud_does_not_allow_is_refused(string uri)
        => ErrorsPage.AssertExplained(await FailAsync(uri), "ImportUriRefused", uri, "import_filtering_opts");

    [Fact]
    public async Task A_download_without_a_URI_is_refused()
        => ErrorsPage.AssertExplained(await FailAsync("-Method web-download"), "ImportUriRefused", "Use -Uri");

    [Fact]
    public async Task An_import_without_staged_data_is_refused()
        => ErrorsPage.AssertExplained(await FailAsync(""), "ImageNotStaged", "Send-OSImageData -Stage");

    [Fact]
    public async Task A_copy_of_an_image_without_data_is_refused()
        => ErrorsPage.AssertExplained(await FailAsync("-Method copy-image -Store fast"), "ImageNotActive", "by another method first");

    [Theory]
    [InlineData(Uri)]
    [InlineData("")]
    public async Task An_import_into_an_image_that_has_data_is_refused(string options)
        => ErrorsPage.AssertExplained(
            Fail(Demo, await Demo.CreateActiveImageAsync("active"), options), "ImageHasData", "Import into a new image");

    [Fact]
    public async Task An_import_into_an_image_without_formats_is_refused()
        => ErrorsPage.AssertExplained(
            Fail(Demo, await Demo.CreateBareImageAsync(TestCloud.Name("formless")), Uri), "ImageFormatMissing", "-DiskFormat");

    [Fact]
    public async Task A_copy_by_a_user_without_the_admin_role_is_refused()
        => ErrorsPage.AssertExplained(
            Fail(Demo, await Demo.CreateActiveImageAsync("active"), "-Method copy-image -Store fast"), "AdminRequired", "project 'demo'");

    [Fact]
    public async Task A_copy_into_a_store_that_has_the_image_is_refused()
        => ErrorsPage.AssertExplained(
            Fail(Admin, await Demo.CreateActiveImageAsync("active"), "-Method copy-image -Store file"), "ImageInStore", "-AllStores");

    [Fact]
    public async Task An_import_into_an_image_of_another_project_is_refused()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("community"), "community");

        ErrorsPage.AssertExplained(Fail(Alt, id, Uri), "NotTheOwner", "project 'alt'");
    }

    [Fact]
    public async Task An_import_into_an_image_that_the_project_cannot_see_is_refused()
        => ErrorsPage.AssertExplained(
            Fail(Alt, await Demo.CreateImageAsync(TestCloud.Name("unseen")), Uri), "ImageNotFound", "project 'alt'");

    [LocalCloudFact("only there an import can be made to last")]
    public async Task A_copy_is_refused_while_another_is_running()
    {
        await using var slow = await OtherCloud.StartAsync(new() { TaskTime = TimeSpan.FromHours(1) });
        var image = slow.State.AddImage(slow.State.Project("demo").Id, "busy", configure: draft =>
        {
            (draft.DiskFormat, draft.ContainerFormat) = ("raw", "bare");
            draft.SetData(new byte[3]);
        });
        await slow.ConnectAsync(Shell);
        var command = $"Import-OSImage {image.Id} -Method copy-image -Store fast";
        Shell.Run(command).MustSucceed();

        ErrorsPage.AssertExplained(Shell.Run(command).SingleError(), "ImportRunning", "Get-OSImageTask");
    }

    private async Task<ErrorRecord> FailAsync(string options)
        => Fail(Demo, await Demo.CreateImageAsync(TestCloud.Name("refused")), options);

    private ErrorRecord Fail(CloudAccount account, string id, string options)
    {
        Connect(account);
        var error = Shell.Run($"Import-OSImage {id} {options}").SingleError();
        Assert.Equal(id, error.TargetObject);
        return error;
    }
}
