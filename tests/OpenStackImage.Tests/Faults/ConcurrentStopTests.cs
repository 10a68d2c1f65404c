using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Commands that stop while other commands wait for the same request, slot or renewal.</summary>
public sealed class ConcurrentStopTests(TestCloud cloud) : StopFaultTests(cloud)
{
    [LocalCloudFact("refuses a token and lets its renewal hang")]
    [ReliabilityRow("29b", "Ctrl+C during the renewal of the token, while 20 requests wait for it")]
    public async Task After_a_renewal_was_stopped_the_next_command_renews_the_token()
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
        ReliabilityPage.Checked("29b", "returns to the prompt; the next command renews the token");
    }

    [LocalCloudFact("makes a request hang")]
    [ReliabilityRow("29c", "Ctrl+C while a request waits for a slot of -ThrottleLimit 1, and for the write lock of the image")]
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
        ReliabilityPage.Checked("29c", "returns to the prompt; the slot and the lock are released");
    }

    [LocalCloudFact("makes a look-up hang")]
    [ReliabilityRow("29d", "Ctrl+C in one runspace while another waits for the same lookup")]
    public async Task If_one_of_two_commands_that_wait_for_the_same_response_is_stopped_the_other_sends_its_own_request()
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
        ReliabilityPage.Checked("29d", "the first returns to the prompt; the second sends its own request");
    }

    [LocalCloudFact("makes a request hang")]
    [ReliabilityRow("29e", "Disconnect-OpenStack in one runspace while another waits for a response")]
    public async Task Disconnecting_ends_the_requests_of_other_commands_with_an_error_that_states_this()
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

    [LocalCloudFact("makes a request hang")]
    public async Task Disconnecting_while_an_image_is_created_names_the_image_that_may_exist()
    {
        Connect(Demo);
        using var other = Shell.WithModule();
        other.Set("session", Shell.Run("$demo").Single().BaseObject);
        var hangs = Hang(request => request.Method == "POST" && request.Path == "/v2/images");

        using var waiting = other.Start("New-OSImage created -Session $session");
        await hangs.WaitAsync(Patience.Limit);
        Shell.Run("Disconnect-OpenStack").MustSucceed();
        var result = await Task.Run(waiting.Finish).WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();

        Assert.Equal("SessionClosed", result.SingleError().Id());
        Assert.Contains("may have been created", Assert.Single(result.Warnings), StringComparison.Ordinal);
        var late = other.Run("New-OSImage late -Session $session");
        Assert.Equal("SessionClosed", late.SingleError().Id());
        Assert.Empty(late.Warnings);
    }
}
