using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Writes of members after a status 500, a lost response to a removal, and a renewal of the token.</summary>
public sealed class FailedMemberWriteTests(TestCloud cloud) : MemberFaultTests(cloud)
{
    [LocalCloudFact("fails after it handled the request")]
    [ReliabilityRow("26f", "500 after a member was removed, and after its status was set")]
    public async Task After_a_500_a_follow_up_GET_shows_that_a_write_was_applied()
    {
        var id = await SharedImageAsync("done", Admin);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method is "PUT" or "DELETE", AfterHandling = true, Status = 500 });

        var status = Shell.Run($"Set-OSImageMember {id} {Alt.ProjectId} -Status accepted -PassThru").Single().Text("Status");
        var action = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId} -PassThru").Single().Text("Action");

        Cloud.Local.Faults.Clear();
        Assert.Equal(("accepted", "Removed"), (status, action));
        Assert.Empty(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26f", $"done: {Sent()}");
    }

    [LocalCloudFact("fails before it handles the request")]
    [ReliabilityRow("26g", "500 to the removal of a member, which was not applied")]
    public async Task After_a_500_a_follow_up_GET_shows_that_a_write_was_not_applied()
    {
        var id = await SharedImageAsync("not done", Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 500 });

        var error = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Single(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26g", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudFact("loses a response")]
    [ReliabilityRow("26h", "a lost response to the DELETE that removes a member")]
    public async Task A_removal_whose_response_was_lost_is_confirmed()
    {
        var id = await SharedImageAsync("removed", Demo);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "DELETE", Times = 1, AfterHandling = true, Cut = Cut.BeforeResponse });

        Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").MustSucceed();

        ReliabilityPage.Saw("26h", $"removed: {Sent()}");
    }

    [LocalCloudFact("refuses a token")]
    [ReliabilityRow("26i", "401, then 404 to the DELETE of a project that was never a member")]
    public async Task A_404_after_a_renewal_is_not_an_effect_of_the_rejected_request()
    {
        var id = await UnsharedImageAsync("never");
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 401, Times = 1 });

        var error = Shell.Run($"Remove-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Equal(
            ["1 401", "2 404"],
            Shell.Run("Get-OpenStackRequest").Output.Where(request => request.Text("Method") == "DELETE")
                .Select(request => $"{request.Text("Attempt")} {request.Text("StatusCode")}"));
        ReliabilityPage.Saw("26i", $"{error.Id()}: {Sent()}");
    }
}
