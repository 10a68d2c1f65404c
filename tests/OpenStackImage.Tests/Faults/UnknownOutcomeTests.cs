using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// A write whose retries all failed. A GET request shows whether it took effect. If no GET request succeeds, the error states that the
/// outcome is unknown.
/// </summary>
public sealed class UnknownOutcomeTests(TestCloud cloud) : CloudTests(cloud)
{
    /// <summary>Writes to an image and its member, and what the image and the member look like when they are done.</summary>
    public static TheoryData<string, string> Writes => new()
    {
        { "Remove-OSImageMember $image $member -PassThru", "active shared none" },
        { "Set-OSImageMember $image $member -Status accepted -PassThru", "active shared accepted" },
        { "Set-OSImage $image -Visibility community -PassThru", "active community pending" },
        { "Disable-OSImage $image -PassThru", "deactivated shared pending" },
        { "Remove-OSImage $image -Confirm:$false -PassThru", "none" },
    };

    [LocalCloudTheory("loses each response to a write")]
    [MemberData(nameof(Writes))]
    [ReliabilityRow("93", "every response to a DELETE, PUT, PATCH or POST of an action is lost after the request was processed")]
    public async Task A_write_whose_responses_are_all_lost_is_found_to_be_done(string command, string state)
    {
        var id = await PrepareAsync();
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, AfterHandling = true, Cut = Cut.BeforeResponse });

        Shell.Run(command).Single();

        Cloud.Local.Faults.Clear();
        Assert.Equal(state, StateOf(id));
        ReliabilityPage.Checked("93", "done; a GET shows it");
    }

    [LocalCloudTheory("loses each response from a write on")]
    [MemberData(nameof(Writes))]
    [ReliabilityRow("93b", "the same, and every response to the GETs that verify it is lost")]
    public async Task A_write_with_an_unknown_outcome_is_an_error_that_recommends_a_check(string command, string state)
    {
        var id = await PrepareAsync();
        var hasWritten = false;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => hasWritten = hasWritten || IsWrite(request),
            AfterHandling = true,
            Cut = Cut.BeforeResponse,
        });

        var error = Shell.Run(command).SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "OutcomeUnknown", "It is unknown whether");
        Assert.Matches($"Get-OSImage(Member)? {id}", error.ErrorDetails.RecommendedAction);
        Assert.Equal(state, StateOf(id));
        ReliabilityPage.Saw("93b", error.Id());
    }

    [LocalCloudTheory("loses each response to a write")]
    [MemberData(nameof(Writes))]
    [ReliabilityRow("93c", "every DELETE, PUT, PATCH or POST of an action is lost before the request is processed")]
    public async Task A_write_that_was_not_done_is_an_error(string command, string state)
    {
        var id = await PrepareAsync();
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, Cut = Cut.BeforeResponse });

        var error = Shell.Run(command).SingleError();

        Cloud.Local.Faults.Clear();
        Assert.NotEqual(state, StateOf(id));
        ReliabilityPage.Saw("93c", error.Id());
    }

    [LocalCloudTheory("sends a success that is not the expected one, after it has handled the request")]
    [InlineData("Add-OSImageMember $image $other", "<html>")]
    [InlineData("Add-OSImageMember $image $other", "{}")]
    [InlineData("Set-OSImageMember $image $member -Status accepted -PassThru", "[]")]
    [InlineData("Set-OSImage $image -MinDisk 5 -PassThru", "{")]
    [InlineData("New-OSImage unreadable -DiskFormat raw", "")]
    [ReliabilityRow("93d", "a successful write whose response body cannot be read")]
    public async Task A_write_whose_success_cannot_be_read_is_found_to_be_done(string command, string body)
    {
        var id = await PrepareAsync();
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, AfterHandling = true, Body = body, ContentType = "text/html" });

        var written = Shell.Run(command).Single();

        Cloud.Local.Faults.Clear();
        if (command.Contains("Member", StringComparison.Ordinal))
        {
            var member = Cloud.Local.State.Members(id).Single(member => member.MemberId == written.Text("MemberId"));
            Assert.Equal(member.Status, written.Text("Status"));
        }
        else
        {
            Demo.Owns(written.Text("Id")!);
            Assert.NotNull(Cloud.Local.State.Image(written.Text("Id")!));
        }

        ReliabilityPage.Checked("93d", "done; a GET shows it");
    }

    [LocalCloudFact("loses a response to the POST of a member that was removed before")]
    [ReliabilityRow("93e", "a lost response to the POST of a member that was removed before and whose record Glance reuses")]
    public async Task A_member_that_is_added_again_is_the_effect_of_the_add()
    {
        var id = await PrepareAsync();
        await ServerTimePassesAsync(TimeSpan.FromSeconds(3));
        Shell.Run("Remove-OSImageMember $image $member").MustSucceed();
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, Times = 1, AfterHandling = true, Cut = Cut.BeforeResponse });

        var member = Shell.Run("Add-OSImageMember $image $member").Single();

        Assert.Single(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("93e", $"added, {member.Text("Status")}");
    }

    private static bool IsWrite(FaultedRequest request) => request.Service == "image" && request.Method != "GET";

    private async Task<string> PrepareAsync()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("outcome"));
        await Demo.UploadAsync(id, new byte[10]);
        await Demo.ShareAsync(id, Alt);
        Shell.Set("image", id).Set("member", Alt.ProjectId).Set("other", Cloud.Local.State.AddProject(TestCloud.Name("outcome")).Id);
        Connect(Admin);
        return id;
    }

    private string StateOf(string id) => Cloud.Local.State.Image(id) is { } image
        ? $"{image.Status} {image.Visibility} {Cloud.Local.State.Members(id).SingleOrDefault()?.Status ?? "none"}"
        : "none";
}
