using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cache;

/// <summary>The cache of Glance's API server.</summary>
public sealed class CacheTests(TestCloud cloud) : CacheWaitTests(cloud)
{
    [Fact]
    public async Task An_image_is_queued_cached_and_removed()
    {
        var id = await Demo.CreateActiveImageAsync("cache");
        Connect(Admin);

        Assert.Equal(id, Shell.Run($"Add-OSImageCache {id}").Single().Text("ImageId"));
        WaitUntil($"Get-OSImageCache -State cached | Where-Object ImageId -eq {id}");
        var cached = Shell.Run($"Get-OSImageCache -State cached | Where-Object ImageId -eq {id}").Single();
        Assert.Equal(("cached", 3L), (cached.Text("State"), cached.Value<long>("Size")));
        Assert.Equal(id, Shell.Run($"Get-OSImageCache {id}").Single().Text("ImageId"));
        Assert.Empty(Shell.Run($"Get-OSImageCache {id} -State queued").MustSucceed().Output);
        Assert.Equal(id, Shell.Run($"Get-OSImageCache | Where-Object ImageId -eq {id} | Get-OSImage").Single().Text("Id"));

        Shell.Run($"Remove-OSImageCache {id}").MustSucceed();
        Assert.DoesNotContain(id, Shell.Run("Get-OSImageCache").Texts("ImageId"));
    }

    [Fact]
    public async Task An_image_that_is_neither_cached_nor_queued_is_an_error_and_the_others_are_removed()
    {
        var (absent, present) = (await Demo.CreateActiveImageAsync("cache"), await Demo.CreateActiveImageAsync("cache"));
        Connect(Admin);
        Shell.Run($"Add-OSImageCache {present}").MustSucceed();
        WaitUntil($"Get-OSImageCache {present} -State cached");

        var result = Shell.Run($"Remove-OSImageCache {absent}, {present} -PassThru");

        Assert.Equal(present, Assert.Single(result.Output).Text("ImageId"));
        ErrorsPage.AssertTold(Assert.Single(result.Errors), "NotCached", absent);
        Assert.DoesNotContain(present, Shell.Run("Get-OSImageCache").Texts("ImageId"));
    }

    [Fact]
    public async Task Refused_requests_are_explained()
    {
        var empty = await Demo.CreateImageAsync(TestCloud.Name("empty"));
        Connect(Admin);
        ErrorsPage.AssertExplained(Shell.Run($"Add-OSImageCache {empty}").SingleError(), "ImageNotActive", empty);
        ErrorsPage.AssertExplained(Shell.Run($"Remove-OSImageCache {Guid.NewGuid()}").SingleError(), "ImageNotFound");

        Connect(Demo);
        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageCache").SingleError(), "AdminRequired");
        ErrorsPage.AssertExplained(Shell.Run($"Add-OSImageCache {empty}").SingleError(), "AdminRequired");
        ErrorsPage.AssertExplained(Shell.Run("Clear-OSImageCache").SingleError(), "AdminRequired");
    }

    [LocalCloudFact("other tests use the cache of a real one")]
    public async Task Cache_and_queue_are_cleared_separately()
    {
        await using var slow = await OtherCloud.StartAsync(new() { TaskTime = TimeSpan.FromHours(1) });
        var id = slow.State.AddImage(slow.State.Project("demo").Id, "queued", configure: image => image.SetData(new byte[3])).Id;
        await slow.ConnectAsync(Shell);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();

        Shell.Run("Clear-OSImageCache -State cached").MustSucceed();
        Assert.Equal(["queued"], Shell.Run("Get-OSImageCache").Texts("State"));
        Shell.Run("Clear-OSImageCache -State queued").MustSucceed();
        Assert.Empty(Shell.Run("Get-OSImageCache").MustSucceed().Output);
        Assert.Equal("What if: Clear the cache and its queue.", Assert.Single(Shell.Show("Clear-OSImageCache -WhatIf")));
    }

    [LocalCloudFact("starts its own cloud of Image API 2.18")]
    public async Task The_cache_of_a_recent_cloud_is_cleaned_and_pruned()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18, TaskTime = TimeSpan.Zero });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "cached", configure: image => image.SetData(new byte[7])).Id;
        await recent.ConnectAsync(Shell);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();

        Shell.Run("Clear-OSImageCache -Clean").MustSucceed();
        var pruned = Shell.Run("Clear-OSImageCache -Prune").Single();

        Assert.Equal((1L, 7L), (pruned.Value<long>("Files"), pruned.Value<long>("Bytes")));
    }

    [LocalCloudTheory("fails after or before it clears the cache")]
    [InlineData("", true)]
    [InlineData("-State queued", true)]
    [InlineData("", false)]
    public async Task After_a_500_the_list_shows_whether_the_cache_was_cleared(string options, bool afterHandling)
    {
        await using var slow = await OtherCloud.StartAsync(new() { TaskTime = TimeSpan.FromHours(1) });
        var id = slow.State.AddImage(slow.State.Project("demo").Id, "queued", configure: image => image.SetData(new byte[3])).Id;
        await slow.ConnectAsync(Shell);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();
        slow.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 500, AfterHandling = afterHandling });

        var result = Shell.Run($"Clear-OSImageCache {options}");

        Assert.Equal(afterHandling ? null : "ServiceError", result.Errors.SingleOrDefault()?.Id());
    }

    [LocalCloudTheory("fails after it has changed the cache, or before")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_500_the_entries_show_whether_the_cache_was_changed(bool afterHandling)
    {
        await using var slow = await OtherCloud.StartAsync(new() { TaskTime = TimeSpan.FromHours(1) });
        var id = slow.State.AddImage(slow.State.Project("demo").Id, "queued", configure: image => image.SetData(new byte[3])).Id;
        await slow.ConnectAsync(Shell);
        foreach (var (command, method) in new[] { ("Add-OSImageCache", "PUT"), ("Remove-OSImageCache", "DELETE") })
        {
            slow.Faults.Add(
                new Fault { When = request => request.Method == method, Times = 1, Status = 500, AfterHandling = afterHandling });

            var result = Shell.Run($"{command} {id}");

            Assert.Equal(afterHandling ? null : "ServiceError", result.Errors.SingleOrDefault()?.Id());
            Shell.Run($"Add-OSImageCache {id}").MustSucceed();
        }
    }

    [LocalCloudTheory("loses a response of Image API 2.18")]
    [InlineData("-Clean", true, null)]
    [InlineData("-Clean", false, null)]
    [InlineData("-Prune", true, "OutcomeUnknown")]
    [InlineData("-Prune", false, "OutcomeUnknown")]
    public async Task The_number_of_removed_images_is_unknown_if_the_response_was_lost(string option, bool afterHandling, string? errorId)
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18, TaskTime = TimeSpan.Zero });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "cached", configure: image => image.SetData(new byte[7])).Id;
        await recent.ConnectAsync(Shell);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();
        recent.Faults.Add(new Fault { When = request => request.Method == "POST", Times = 1, Status = 502, AfterHandling = afterHandling });

        var result = Shell.Run($"Clear-OSImageCache {option}");

        Assert.Empty(result.Output);
        Assert.Equal(errorId, result.Errors.SingleOrDefault()?.Id());
    }

    [OlderCloudTheory(18)]
    [InlineData("Clear-OSImageCache -Clean", "Cleaning the cache")]
    [InlineData("Clear-OSImageCache -Prune", "Pruning the cache")]
    [InlineData("Get-OSImageCache 11111111-2222-3333-4444-555555555555 -AllNodes", "Listing the nodes that have cached an image")]
    public void The_error_of_an_older_cloud_names_the_required_version(string command, string what)
    {
        Connect(Admin);

        ErrorsPage.AssertTold(
            Shell.Run(command).SingleError(),
            "ImageApiTooOld",
            $"{what} requires Image API 2.18",
            $"this cloud has 2.{CloudVersion.ImageApiMinor}");
    }

    [LocalCloudFact("a real cloud cannot disable its cache during a test")]
    public async Task The_error_of_a_cloud_without_a_cache_is_CacheNotEnabled()
    {
        await using var other = await OtherCloud.StartAsync(new() { HasCache = false });
        await other.ConnectAsync(Shell);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageCache").SingleError(), "CacheNotEnabled", "no image cache");
    }

    [GlanceClientFact]
    public async Task The_glance_client_and_the_module_have_the_same_results()
    {
        var id = await Demo.CreateActiveImageAsync("cache");
        Connect(Admin);

        await OpenStackClient.GlanceAsync(Cloud, Admin, "cache-queue", id);
        WaitUntil($"Get-OSImageCache {id}");
        Shell.Run($"Remove-OSImageCache {id}").MustSucceed();
        Assert.DoesNotContain(id, await OpenStackClient.GlanceAsync(Cloud, Admin, "cache-list"), StringComparison.Ordinal);
    }
}
