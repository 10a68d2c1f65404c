using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ServiceInfo;

/// <summary>Get-OSImageUsage.</summary>
public sealed class UsageTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task The_usage_of_a_project_is_read()
    {
        Connect(Demo);
        await Demo.CreateImageAsync(TestCloud.Name("counted"));

        var usage = Shell.Run("Get-OSImageUsage").MustSucceed().Output.ToDictionary(item => item.Text("Name")!);

        Assert.Equal(
            ["image_count_total", "image_count_uploading", "image_size_total", "image_stage_total"],
            usage.Keys.Order(StringComparer.Ordinal));
        var count = usage["image_count_total"];
        Assert.True(count.Value<long>("Usage") >= 1);
        Assert.Equal(1_000_000, count.Value<long>("Limit"));
        Assert.Equal(count.Value<long>("Limit") - count.Value<long>("Usage"), count.Value<long?>("Remaining"));
        Assert.Equal(("images", "MiB"), (count.Text("Unit"), usage["image_size_total"].Text("Unit")));
    }

    [LocalCloudFact("a real cloud cannot change its quota configuration during a test")]
    public async Task A_cloud_without_quotas_is_a_warning()
    {
        await using var other = await OtherCloud.StartAsync(new() { CountsUsage = false });
        await other.ConnectAsync(Shell);

        var result = Shell.Run("Get-OSImageUsage").MustSucceed();

        Assert.Empty(result.Output);
        Assert.Contains("no image quotas", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("a real one has one version")]
    public async Task The_error_of_an_older_cloud_names_the_required_version()
    {
        await using var other = await OtherCloud.StartAsync(new() { ImageApiMinor = 9 });
        await other.ConnectAsync(Shell);

        ErrorsPage.AssertTold(Shell.Run("Get-OSImageUsage").SingleError(), "ImageApiTooOld", "2.13", "this cloud has 2.9");
    }
}
