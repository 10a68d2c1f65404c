using System.Diagnostics;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>
/// Ctrl+C returns immediately although the service does not respond. The time is compared with that of a waiting PowerShell cmdlet, because
/// a constant would be exceeded on a loaded computer.
/// </summary>
public sealed class StopTimeTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);

    [LocalCloudTheory("hangs")]
    [InlineData("Get-OSImage")]
    [InlineData("Get-OSImageMember -AllProjects")]
    [InlineData("1..40 | ForEach-Object { $id } | Get-OSImageMember -ThrottleLimit 20")]
    [InlineData("Add-OSImageMember $id $project")]
    [InlineData("Sync-OSImageMember $id $project")]
    [InlineData("Set-OSImage $id -Name other")]
    [InlineData("Remove-OSImage $id -Force")]
    [InlineData("Save-OSImage $id ([IO.Path]::GetTempFileName()) -Force")]
    [InlineData("Get-OSImageTask $id")]
    public async Task Ctrl_C_returns_while_the_service_hangs(string command)
    {
        Connect(Admin);
        Shell.Set("id", Cloud.Local.State.AddImage(Admin.ProjectId, "hanging", configure: image => image.SetData(new byte[9])).Id)
            .Set("project", Alt.ProjectId);
        var usual = await StopAsync("[Threading.Thread]::Sleep(50); Wait-Event", Task.Delay(200));

        // A loaded computer may delay one of the stops; a command that waits for the service is slow each time.
        var stopped = TimeSpan.MaxValue;
        for (var attempt = 1; attempt <= MaxAttempts && stopped >= Allowed + (usual * 20); attempt++)
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Cloud.Local.Faults.Add(new Fault { When = _ => arrived.TrySetResult() || true, Hang = true });
            stopped = await StopAsync(command, arrived.Task);
            Cloud.Local.Faults.Clear();
        }

        Assert.True(stopped < Allowed + (usual * 20), $"Ctrl+C took {stopped}; of Wait-Event {usual}.");
    }

    private async Task<TimeSpan> StopAsync(string command, Task started)
    {
        using var script = Shell.Start(command);
        await started.WaitAsync(Patience.Limit);
        var clock = Stopwatch.StartNew();
        await script.StopAsync().WaitAsync(Patience.Limit);
        return clock.Elapsed;
    }
}
