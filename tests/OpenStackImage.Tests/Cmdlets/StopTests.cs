using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

public sealed class StopTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudTheory("makes requests hang")]
    [InlineData("Get-OSImageMember $id")]
    [InlineData("Get-OSImageMember some-name")]
    [InlineData("$id, 'some-name', 'another' | Get-OSImageMember -ThrottleLimit 2")]
    [InlineData("Get-OSImage")]
    [InlineData("Get-OSImage $id")]
    [InlineData("Get-OSImage | Get-OSImageMember")]
    [InlineData("Disconnect-OpenStack -Session $other")]
    [InlineData("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo")]
    public async Task Stopping_ends_a_request_that_hangs_and_the_session_stays_usable(string command)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("hanging"));
        await Demo.ShareAsync(id, Alt);
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Shell.Set("id", id).Run("$other = $alt").MustSucceed();
        var hangs = Hang();

        using (var script = Shell.Start(command))
        {
            await hangs.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Assert.Equal([Alt.ProjectId], Shell.Run("Get-OSImageMember $id").Texts("MemberId"));
    }

    [LocalCloudFact("makes a service ask for patience")]
    public async Task Stopping_ends_the_wait_before_another_attempt()
    {
        Connect(Demo);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = _ => asked.TrySetResult() || true,
            Status = 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" },
        });

        using (var script = Shell.Start("Get-OSImage"))
        {
            await asked.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Shell.Run("Get-OSImage").MustSucceed();
    }

    [LocalCloudFact("makes requests hang")]
    public void A_request_that_takes_too_long_is_a_timeout_error()
    {
        Connect(Demo, "-TimeoutSec 1");
        Hang();

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("OperationTimeout", error.Id());
        Assert.Equal(System.Management.Automation.ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Shell.Run("Get-OSImage").MustSucceed();
    }

    /// <summary>Completes when a request has arrived that never gets a response.</summary>
    private Task Hang()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = _ => arrived.TrySetResult() || true, Hang = true });
        return arrived.Task;
    }
}
