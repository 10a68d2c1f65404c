using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>New-OSImage that is stopped with Ctrl+C.</summary>
public sealed class StoppedCreationTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudFact("holds a POST back")]
    public async Task Ctrl_C_during_the_POST_leaves_no_queued_image()
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isSaid = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => IsCreation(request) && (arrived.TrySetResult() || true),
            Until = () => isSaid.Task,
            AfterHandling = true,
        });

        using (var script = Shell.Start("New-OSImage stopped"))
        {
            _ = script.Warned.ContinueWith(_ => isSaid.TrySetResult(), TaskScheduler.Default);
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains(SeenByCloud(), request => request.StartsWith("DELETE /v2/images/", StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses a POST after a delay")]
    public async Task Nothing_is_sent_after_a_creation_that_is_refused_after_Ctrl_C()
    {
        Connect(Demo);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isSaid = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => IsCreation(request) && (arrived.TrySetResult() || true),
            Until = () => isSaid.Task,
            Status = 403,
        });
        using (var script = Shell.Start("New-OSImage stopped"))
        {
            _ = script.Warned.ContinueWith(_ => isSaid.TrySetResult(), TaskScheduler.Default);
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Cloud.Local.Log.Clear();

        // Longer than the pause between two of the GETs that show whether the image exists.
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        Assert.Empty(Cloud.Local.Log.Requests);
    }

    [LocalCloudTheory("sends no response to a POST, which it has handled or not")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ctrl_C_during_a_POST_without_a_response_states_what_it_waits_for_and_what_may_remain(bool isHandled)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;

        var warnings = await StopAtAsync("New-OSImage stopped", IsCreation, isHandled);

        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains(warnings, warning => warning.Contains("It is removed when the service has created it", StringComparison.Ordinal));
        Assert.Equal(isHandled ? 1 : 2, warnings.Count);
        Assert.Equal(!isHandled, warnings.Any(warning => warning.Contains("may still be created", StringComparison.Ordinal)));
    }

    [LocalCloudTheory("sends no response to the removal of an image, which it has handled or not")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incomplete_image_is_removed_although_the_first_attempt_has_no_response(bool isHandled)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "DELETE", Times = 1, Hang = true, AfterHandling = isHandled });

        var warnings = await StopAtAsync("New-OSImage stopped -Path $path", request => request.Method == "PUT", isHandled: false);

        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains("is incomplete, and is being removed", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [LocalCloudTheory("lets the protection of an image hang")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ctrl_C_before_the_protection_removes_the_image_and_after_it_names_the_image(bool isProtected)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        Shell.Set("path", MakeFile(Bytes(1000)));
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PATCH" && (arrived.TrySetResult() || true),
            Hang = true,
            AfterHandling = isProtected,
        });

        IReadOnlyList<string> warnings;
        using (var script = Shell.Start("New-OSImage stopped -Path $path -Protected"))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            if (isProtected)
            {
                await Patience.UntilAsync(() => Cloud.Local.State.Images.Any(image => image.Name == "stopped" && image.IsProtected));
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            warnings = script.Warnings;
        }

        Cloud.Local.Faults.Clear();
        Assert.Equal(images + (isProtected ? 1 : 0), Cloud.Local.State.ImageCount);
        var advice = warnings.SingleOrDefault(warning => warning.Contains("could not be removed", StringComparison.Ordinal));
        Assert.Equal(isProtected, advice is not null);
        if (isProtected)
        {
            var id = Cloud.Local.State.Images.Single(image => image.Name == "stopped").Id;
            var (unprotect, remove) = ($"Set-OSImage {id} -Protected $false", $"Remove-OSImage {id}");
            Assert.Contains($"it is protected. If it is not needed, use {unprotect} and {remove}.", advice, StringComparison.Ordinal);
            Shell.Run($"{unprotect}; {remove} -Force").MustSucceed();
            Assert.Equal(images, Cloud.Local.State.ImageCount);
        }
    }

    private static bool IsCreation(FaultedRequest request) => request.Method == "POST" && request.Path == "/v2/images";

    /// <summary>Stops a command at a request that has no response, and returns its warnings.</summary>
    private async Task<IReadOnlyList<string>> StopAtAsync(string command, Func<FaultedRequest, bool> when, bool isHandled)
    {
        var images = Cloud.Local.State.ImageCount;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => when(request) && (arrived.TrySetResult() || true),
            Hang = true,
            AfterHandling = isHandled,
        });
        using var script = Shell.Start(command);
        await arrived.Task.WaitAsync(Patience.Limit);
        if (isHandled)
        {
            await Patience.UntilAsync(() => Cloud.Local.State.ImageCount > images);
        }

        await script.StopAsync().WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();
        return script.Warnings;
    }
}
