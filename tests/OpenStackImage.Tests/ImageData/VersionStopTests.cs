using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Ctrl+C while an image is replaced by another version.</summary>
public sealed class VersionStopTests : ReplacedImageTests
{
    private const int MostStops = 30;

    private readonly StringWriter _messages = new();
    private readonly Shell _shell;

    public VersionStopTests(TestCloud cloud) : base(cloud)
    {
        _shell = Shell.WithModule(messages: _messages);
        _shell.Connect(Cloud.AuthUrl, Demo);
    }

    [LocalCloudFact("delays each request in turn")]
    public async Task Ctrl_C_at_each_request_of_a_restoration_leaves_one_visible_version()
    {
        var (stops, completed) = (0, 0);
        for (var ordinal = 1; ordinal <= MostStops; ordinal++)
        {
            var (name, previous, current) = AddVersions(_shell);
            if (!await StopAtAsync("Restore-OSImage $name", request => request.Ordinal == ordinal))
            {
                break;
            }

            stops++;
            var visible = Assert.Single(Visible(name)).Id;
            Assert.Contains(visible, new[] { previous, current });
            completed += visible == previous ? 1 : 0;
        }

        Assert.InRange(stops, 5, MostStops - 1);
        Assert.InRange(completed, 1, stops - 1);
    }

    [LocalCloudFact("delays the change that hides the current image")]
    public async Task A_restoration_that_is_stopped_is_completed_and_reports_this()
    {
        var (name, previous, current) = AddVersions(_shell);

        Assert.True(await StopAtAsync("Restore-OSImage $name", request => IsPatchOf(request, current)));

        Assert.Contains("WARNING: Stopped. Image ", _messages.ToString(), StringComparison.Ordinal);
        Assert.Contains("this is being completed", _messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(previous, Assert.Single(Visible(name)).Id);
    }

    [LocalCloudFact("makes the change that hides the current image hang")]
    public async Task A_restoration_that_cannot_be_completed_explains_how_to_complete_it()
    {
        var (name, previous, current) = AddVersions(_shell);

        Assert.True(await StopAtAsync("Restore-OSImage $name", request => IsPatchOf(request, current), hangs: true));

        var completion = $"Restore-OSImage {current} -Version {previous}";
        Assert.Contains($"Use {completion} to complete it.", _messages.ToString(), StringComparison.Ordinal);
        _shell.Run(completion).MustSucceed();
        Assert.Equal(previous, Assert.Single(Visible(name)).Id);
    }

    [LocalCloudTheory("makes one request hang, which it has handled or not")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stopped_restoration_of_which_one_request_hangs_is_completed(bool isHandled)
    {
        foreach (var hidden in new[] { false, true })
        {
            var (name, previous, current) = AddVersions(_shell);

            Assert.True(await StopAtAsync(
                "Restore-OSImage $name", request => IsPatchOf(request, hidden ? current : previous), hangs: true, isHandled, times: 1));

            Assert.Equal(previous, Assert.Single(Visible(name)).Id);
        }
    }

    [LocalCloudFact("makes the change that hides the replaced image hang once")]
    public async Task A_stopped_replacement_of_which_one_request_hangs_is_completed()
    {
        var (name, _, current) = AddVersions(_shell);

        Assert.True(await StopAtAsync(
            "New-OSImage -Replaces $name -Path $path -DiskFormat raw",
            request => IsPatchOf(request, current),
            hangs: true,
            times: 1));

        Assert.Equal(Sha512(NewData), Assert.Single(Visible(name)).HashValue);
    }

    [LocalCloudFact("delays a deletion")]
    public async Task Stopping_the_deletions_of_Keep_states_that_versions_may_remain()
    {
        var (name, _, _) = AddVersions(_shell);

        Assert.True(await StopAtAsync(
            "New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0",
            request => request.Method == "DELETE"));

        Assert.Contains("Some of the versions that -Keep does not keep may not be deleted", _messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(Sha512(NewData), Assert.Single(Visible(name)).HashValue);
    }

    [LocalCloudFact("makes a deletion hang")]
    public async Task Stopping_the_deletion_of_a_protected_version_restores_its_protection()
    {
        var (_, previous, _) = AddVersions(_shell);
        Cloud.Local.State.Image(previous)!.IsProtected = true;

        Assert.True(await StopAtAsync(
            "New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 1 -Force",
            request => request.Method == "DELETE",
            hangs: true));

        Assert.True(Cloud.Local.State.Image(previous)!.IsProtected);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shell.Dispose();
            _messages.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Runs a command and stops it at a request; false if it never sends it. The cloud does not handle the request before the command has
    /// said that it was stopped; a command that cancels the request says nothing.
    /// </summary>
    private async Task<bool> StopAtAsync(
        string command, Func<FaultedRequest, bool> when, bool hangs = false, bool isHandled = false, int? times = null)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isSaid = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Clear();
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => when(request) && (arrived.TrySetResult() || true),
            Until = hangs ? null : () => isSaid.Task,
            Hang = hangs,
            AfterHandling = isHandled,
            Times = times,
        });
        using var script = _shell.Start(command);
        _ = script.Warned.ContinueWith(_ => isSaid.TrySetResult(), TaskScheduler.Default);
        var isSent = await Task.WhenAny(arrived.Task, script.Ended).WaitAsync(Patience.Limit) == arrived.Task;
        if (isSent)
        {
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        return isSent;
    }
}
