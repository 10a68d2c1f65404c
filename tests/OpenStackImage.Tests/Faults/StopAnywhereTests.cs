using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Ctrl+C at any moment of any cmdlet: back at once, the session good, nothing left behind that fails unseen.</summary>
public sealed partial class StopAnywhereTests : CloudTests
{
    private const int MostStops = 40;

    private readonly ConcurrentBag<string> _unobserved = [];

    public StopAnywhereTests(TestCloud cloud) : base(cloud) => TaskScheduler.UnobservedTaskException += Observe;

    [LocalCloudTheory("makes each request in turn hang")]
    [InlineData("Get-OSImage")]
    [InlineData("Get-OSImage $name")]
    [InlineData("Get-OSImage -SharedWithMe")]
    [InlineData("$names | Get-OSImage -ThrottleLimit 2")]
    [InlineData("Get-OSImageMember $id -ResolveName -Project $alt.ProjectName")]
    [InlineData("Get-OSImageMember -AllProjects -ResolveName")]
    [InlineData("Get-OSImageMember -AllProjects -Orphaned")]
    [InlineData("Get-OSImage | Get-OSImageMember")]
    [InlineData("Export-OSImageSharingReport $saved -AllProjects -Force")]
    [InlineData("Get-OSImageMember $id | ConvertTo-OSImageSharingDiagram")]
    [InlineData("Add-OSImageMember $id, $private, $name $alt.ProjectName, $admin.ProjectId -SetShared -Accept")]
    [InlineData("$id, $private | Add-OSImageMember -Project $alt.ProjectId -SkipExisting -ThrottleLimit 1")]
    [InlineData("Set-OSImageMember $id $alt.ProjectId -Status rejected")]
    [InlineData("Approve-OSImageMember $name $alt.ProjectId")]
    [InlineData("Deny-OSImageMember $id $alt.ProjectId")]
    [InlineData("Sync-OSImageMember $id $admin.ProjectId, $alt.ProjectName -Confirm:$false")]
    [InlineData("Copy-OSImageMember -From $id -To $private")]
    [InlineData("Copy-OSImage $filled -Destination $alt")]
    [InlineData("Compare-OSImage $filled -Destination $alt")]
    [InlineData("Restore-OSImage $id -Version $filled")]
    [InlineData("Remove-OSImageMember $id, $private $alt.ProjectId")]
    [InlineData("Export-OSImageSharing $sharing -Force")]
    [InlineData("Test-OSImageSharing $sharing")]
    [InlineData("Sync-OSImageSharing $sharing -Prune")]
    [InlineData("Add-OSImageCache $filled")]
    [InlineData("Remove-OSImageCache $filled -Confirm:$false")]
    [InlineData("Get-OSImageCache")]
    [InlineData("Clear-OSImageCache -Confirm:$false")]
    [InlineData("Add-OSImageLocation $queued http://127.0.0.1:1/disk.img")]
    [InlineData("Get-OSImageLocation $filled")]
    [InlineData("Disable-OSImage $filled")]
    [InlineData("Enable-OSImage $filled")]
    [InlineData("New-OSImage stopped -Path $file -DiskFormat raw")]
    [InlineData("New-OSImage stopped -Replaces $name")]
    [InlineData("Set-OSImage $id -Property os_distro=arch")]
    [InlineData("Remove-OSImage $private, $queued -Confirm:$false")]
    [InlineData("Send-OSImageData $queued $file")]
    [InlineData("Save-OSImage $filled $saved -Force")]
    [InlineData("Import-OSImage $queued -Uri http://127.0.0.1:1/disk.img -Wait")]
    [InlineData("Wait-OSImage $filled")]
    [InlineData("Get-OSImageImportInfo")]
    [InlineData("Get-OSImageStore -Detail")]
    [InlineData("Get-OSImageTask")]
    [InlineData("Get-OSImageUsage")]
    [InlineData("Get-OSImageSchema")]
    [InlineData("Get-OSImageMetadefNamespace")]
    [InlineData("Get-OSImageMetadefObject $space")]
    [InlineData("Get-OSImageMetadefProperty $space")]
    [InlineData("Get-OSImageMetadefResourceType")]
    [InlineData("Get-OSImageMetadefResourceTypeAssociation $space")]
    [InlineData("Get-OSImageMetadefTag $space")]
    [InlineData("Import-OSImageMetadefNamespace $json")]
    [InlineData("New-OSImageMetadefNamespace ($space + 2)")]
    [InlineData("New-OSImageMetadefObject $space o2")]
    [InlineData("New-OSImageMetadefProperty $space p2 -Title P -Type string")]
    [InlineData("New-OSImageMetadefResourceTypeAssociation $space OS::Nova::Flavor")]
    [InlineData("New-OSImageMetadefTag $space t2, t3")]
    [InlineData("Set-OSImageMetadefNamespace $space -Description d")]
    [InlineData("Set-OSImageMetadefObject $space o -Description d")]
    [InlineData("Set-OSImageMetadefProperty $space p -Description d")]
    [InlineData("Set-OSImageMetadefTag $space t -NewName t4")]
    [InlineData("Remove-OSImageMetadefObject $space o -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefProperty $space p -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefResourceTypeAssociation $space OS::Glance::Image -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefTag $space t -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefNamespace $space -Confirm:$false")]
    [InlineData("Get-OSProject al*, $alt.ProjectName")]
    [InlineData("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault")]
    [InlineData("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault -Discover")]
    [InlineData("Disconnect-OpenStack -Session (Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault)")]
    [ReliabilityRow("29", "Ctrl+C at each request in turn of each cmdlet, the request without a response")]
    public async Task Stopping_at_each_request_ends_at_once_and_leaves_the_session_usable(string command)
    {
        using var folder = await EveryCommand.PrepareAsync(Cloud, Shell, command);

        var stops = 0;
        for (var ordinal = 1; ordinal <= MostStops; ordinal++)
        {
            var hangs = HangAt(ordinal);
            using var script = Shell.Start(command);
            if (await Task.WhenAny(hangs, script.Ended) != hangs)
            {
                break;
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            stops++;
        }

        Cloud.Local.Faults.Clear();
        Shell.Run("Get-OSImageMember $id").MustSucceed();
        Assert.InRange(stops, 1, MostStops);
        AssertNothingUnobserved();
        ReliabilityPage.Checked("29", "the prompt; the session is good; no exception goes unobserved");
    }

    [Fact]
    public void Each_cmdlet_that_talks_to_a_cloud_is_stopped()
    {
        var stopped = EveryCommand.Lines
            .SelectMany(line => CommandName().Matches(line))
            .Select(name => name.Value);

        // What a session is and what it has sent is known without asking anybody.
        Assert.Equal(
            ModuleAssembly.Of(Shell).OfSession.Select(command => command.Name).Append("Connect-OpenStack").Append("Disconnect-OpenStack")
                .Distinct().Except(["ConvertTo-OpenStackSequenceDiagram", "Get-OpenStackRequest", "Get-OpenStackSession"]).Order(),
            stopped.Distinct().Order());
    }

    [LocalCloudFact("refuses a token and lets its renewal hang")]
    [ReliabilityRow("29b", "Ctrl+C in the renewal of the token, 20 requests waiting for it")]
    public async Task Stopping_in_a_renewal_leaves_the_next_command_to_renew()
    {
        var ids = Enumerable.Range(0, 20).Select(i => Cloud.Local.State.AddImage(Demo.ProjectId, $"renewed-{i}").Id).ToArray();
        Connect(Demo);
        var hangs = Hang(request => request.Method == "POST");
        Cloud.Local.Faults.Add(new Fault { When = request => request.Service == "image", Status = 401, Times = ids.Length });

        using (var script = Shell.Set("ids", ids).Start("$ids | Get-OSImageMember -ThrottleLimit 20"))
        {
            await hangs.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Shell.Run("$ids | Get-OSImageMember").MustSucceed();
        AssertNothingUnobserved();
        ReliabilityPage.Checked("29b", "the prompt; the next command renews");
    }

    [LocalCloudFact("makes a request hang")]
    [ReliabilityRow("29c", "Ctrl+C while work waits for its place under -ThrottleLimit 1, and for its turn to write to the image")]
    public async Task Stopping_ends_commands_that_wait_for_a_slot_or_an_image()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("turn"));
        Connect(Demo);
        Shell.Set("ids", Enumerable.Repeat(id, 20).ToArray());
        foreach (var throttle in new[] { 1, 8 })
        {
            var hangs = Hang(request => request.Method == "POST");
            using var script = Shell.Start($"$ids | Add-OSImageMember -Project {Alt.ProjectId} -ThrottleLimit {throttle}");
            await hangs.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
            Cloud.Local.Faults.Clear();
        }

        Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId} -SkipExisting").MustSucceed();
        AssertNothingUnobserved();
        ReliabilityPage.Checked("29c", "the prompt; nothing holds the place or the turn");
    }

    [LocalCloudFact("makes a look-up hang")]
    [ReliabilityRow("29d", "Ctrl+C in one runspace while another waits for the same lookup")]
    public async Task Stopping_one_of_two_that_wait_for_the_same_response_lets_the_other_send_its_own_request()
    {
        var project = Cloud.Local.State.AddProject("asked by two").Id;
        var image = await Admin.CreateImageAsync(TestCloud.Name("two"));
        Connect(Admin);
        using var other = Shell.WithModule();
        other.Set("session", Shell.Run("$admin").Single().BaseObject);
        var hangs = Hang(request => request.Path.Contains("projects", StringComparison.Ordinal));
        const string Command = "Add-OSImageMember -Session $session -Image {0} -Project 'asked by two' -SkipExisting";
        Shell.Run("$session = $admin").MustSucceed();

        using var first = Shell.Start(string.Format(System.Globalization.CultureInfo.InvariantCulture, Command, image));
        await hangs.WaitAsync(Patience.Limit);
        // The request of the first hangs already; those of the second do not.
        Cloud.Local.Faults.Clear();
        using var second = other.Start(string.Format(System.Globalization.CultureInfo.InvariantCulture, Command, image));
        await first.StopAsync().WaitAsync(Patience.Limit);

        var result = await Task.Run(second.Finish).WaitAsync(Patience.Limit);
        Assert.Equal(project, result.Single().Text("MemberId"));
        AssertNothingUnobserved();
        ReliabilityPage.Checked("29d", "the one is back at the prompt, the other sends its own request and continues");
    }

    [LocalCloudFact("makes a request hang")]
    [ReliabilityRow("29e", "Disconnect-OpenStack in one runspace while another waits for a response")]
    public async Task Disconnecting_ends_the_requests_of_other_commands_with_an_error_that_says_so()
    {
        Connect(Demo);
        using var other = Shell.WithModule();
        other.Set("session", Shell.Run("$demo").Single().BaseObject);
        var hangs = Hang(request => request.Method == "GET");

        using var waiting = other.Start("Get-OSImage -Session $session");
        await hangs.WaitAsync(Patience.Limit);
        Shell.Run("Disconnect-OpenStack").MustSucceed();

        var error = (await Task.Run(waiting.Finish).WaitAsync(Patience.Limit)).SingleError();
        Cloud.Local.Faults.Clear();
        ReliabilityPage.Saw("29e", error.Id());
    }

    protected override void Dispose(bool disposing)
    {
        TaskScheduler.UnobservedTaskException -= Observe;
        base.Dispose(disposing);
    }

    private void Observe(object? sender, UnobservedTaskExceptionEventArgs failure)
    {
        // Other test classes run at the same time; only what the module left behind counts.
        if (failure.Exception.Flatten().InnerExceptions.Any(inner => inner is not OperationCanceledException
            && $"{inner.GetType().FullName} {inner.StackTrace}" is var trace
            && trace.Contains("OpenStackImage.", StringComparison.Ordinal)
            && !trace.Contains("OpenStackImage.Tests", StringComparison.Ordinal)
            && !trace.Contains("OpenStackImage.LocalCloud", StringComparison.Ordinal)))
        {
            _unobserved.Add(failure.Exception.ToString());
        }
    }

    private void AssertNothingUnobserved()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Empty(_unobserved);
    }

    /// <summary>Completes when the n-th request from now has arrived, which never gets a response.</summary>
    private Task HangAt(int ordinal)
    {
        Cloud.Local.Faults.Clear();
        return Hang(request => request.Ordinal == ordinal);
    }

    private Task Hang(Func<FaultedRequest, bool> when)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => when(request) && (arrived.TrySetResult() || true), Hang = true });
        return arrived.Task;
    }

    [GeneratedRegex("[A-Z][A-Za-z]+-(OS|OpenStack)[A-Za-z]*")]
    private static partial Regex CommandName();
}
