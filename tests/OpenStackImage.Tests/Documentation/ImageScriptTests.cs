using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The scripts of Examples/ that publish images; and every script of the folder has a test.</summary>
public sealed class ImageScriptTests : ScriptTests
{
    [LocalCloudFact(SampleImagesOnly)]
    public async Task Publish_GoldenImage_publishes_to_three_regions_completes_a_failed_run_and_restores_the_old_image()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var third = await OtherCloud.StartAsync(new CloudOptions());
        await ConnectRegionsAsync(second, third);
        var folder = Directory.CreateTempSubdirectory("golden-").FullName;
        try
        {
            foreach (var (name, size) in new[] { ("first.raw", 1_000), ("second.raw", 1_001) })
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, name), new byte[size]);
            }

            Shell.Run($"New-OSImage golden -Path '{folder}/first.raw' -DiskFormat raw | Copy-OSImage -Destination region-b, region-c")
                .MustSucceed();
            third.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 413, Body = "Over the quota." });
            var publish = $"golden -Path '{folder}/second.raw' -Session region-a, region-b, region-c";

            var failed = RunScript("Publish-GoldenImage", publish);
            third.Faults.Clear();
            Assert.Equal("region-c", Assert.Single(failed.Errors).CategoryInfo.TargetName.Split(" -> ")[1]);
            Assert.Equal([1_001L, 1_001L, 1_000L], Sizes());
            Run("Publish-GoldenImage", publish);
            Assert.Equal([1_001L, 1_001L, 1_001L], Sizes());

            Run("Publish-GoldenImage", "golden -Session region-a, region-b, region-c -Rollback");
            Assert.Equal([1_000L, 1_000L, 1_000L], Sizes());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        long[] Sizes() => [.. Enumerable.Range('a', 3).Select(
            letter => Shell.Run($"Get-OSImage golden -Session region-{(char)letter}").Single().Value<long>("Size"))];
    }

    [LocalCloudFact(SampleImagesOnly)]
    public async Task Publish_GoldenImage_with_WhatIf_plans_every_region_and_changes_nothing()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var third = await OtherCloud.StartAsync(new CloudOptions());
        await ConnectRegionsAsync(second, third);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, new byte[1_000]);
            Shell.Run($"New-OSImage golden -Path '{file}' -DiskFormat raw | Copy-OSImage -Destination region-b").MustSucceed();
            var replaced = new[] { State, second.State }.Select(state => state.Images.Single(image => image.Name == "golden").Id).ToArray();
            await File.WriteAllBytesAsync(file, new byte[1_001]);
            var script = $"& '{Path.Combine(Build.Root, "Examples", "Publish-GoldenImage.ps1")}' golden -WhatIf";
            const string Sessions = "-Session region-a, region-b, region-c";
            second.Log.Clear();
            third.Log.Clear();

            var plan = string.Concat(Shell.Show($"{script} -Path '{file}' {Sessions}")).ReplaceLineEndings("");
            var rollback = Shell.Run($"{script} -Rollback {Sessions}");

            Assert.Contains($"hide image 'golden' ({replaced[0]}), which it replaces", plan, StringComparison.Ordinal);
            Assert.Contains("on target \"cloud 'region-b'\"", plan, StringComparison.Ordinal);
            Assert.Contains($"hide image 'golden' ({replaced[1]}), which it replaces", plan, StringComparison.Ordinal);
            Assert.EndsWith($"send '{file}' as its data.", plan[plan.IndexOf("cloud 'region-c'", StringComparison.Ordinal)..].TrimEnd());
            Assert.Equal(["NoEarlierVersion", "NoEarlierVersion", "ImageNotFound"], rollback.Errors.Select(error => error.Id()));
            Assert.All(
                second.Log.Requests.Concat(third.Log.Requests), request => Assert.Equal("GET", request.Method));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Every_script_has_a_test()
    {
        var tests = typeof(ScriptTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ScriptTests)))
            .SelectMany(type => type.GetMethods()).Select(method => method.Name).ToArray();

        Assert.All(Directory.EnumerateFiles(Path.Combine(Build.Root, "Examples")), file =>
            Assert.Contains(
                tests, test => test.StartsWith(Path.GetFileNameWithoutExtension(file).Replace('-', '_'), StringComparison.Ordinal)));
    }

    private async Task ConnectRegionsAsync(OtherCloud second, OtherCloud third)
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Demo, "-Name region-a");
        await second.ConnectAsync(Shell, "-Name region-b -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        await third.ConnectAsync(Shell, "-Name region-c -NotDefault", "demo", CloudAccount.UserPassword, "demo");
    }
}
