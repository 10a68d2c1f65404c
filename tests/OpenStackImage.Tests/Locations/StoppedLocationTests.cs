using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Imports;

namespace OpenStackImage.Tests.Locations;

/// <summary>Add-OSImageLocation that is stopped with Ctrl+C.</summary>
public sealed class StoppedLocationTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudTheory("the real clouds have no http store")]
    [InlineData(true, "Stopped. Task ")]
    [InlineData(false, "Stopped while a location was added to image ")]
    public async Task Ctrl_C_states_that_the_location_may_be_added(bool isAdded, string sentence)
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17 });
        using var server = new DataServer([1, 2, 3]);
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "stopped").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (hasPosted, lists) = (false, 0);
        recent.Faults.Add(new Fault { When = request => Stops(request) && (arrived.TrySetResult() || true), Hang = true });

        using var script = Shell.Start($"Add-OSImageLocation {id} {server.Never} -Wait");
        await arrived.Task.WaitAsync(Patience.Limit);
        await script.StopAsync().WaitAsync(Patience.Limit);

        recent.Faults.Clear();
        var warning = Assert.Single(script.Warnings);
        Assert.StartsWith(sentence, warning, StringComparison.Ordinal);
        Assert.Contains("Get-OSImageTask", warning, StringComparison.Ordinal);

        // The first list of the tasks after the POST shows the new one; the command waits with the others.
        bool Stops(FaultedRequest request)
        {
            hasPosted |= request.Method == "POST";
            lists += hasPosted && request.Path.EndsWith("/tasks", StringComparison.Ordinal) ? 1 : 0;
            return isAdded ? lists > 1 : request.Method == "POST";
        }
    }
}
