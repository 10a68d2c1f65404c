using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Changes of members whose response is lost, late or an error. Each change is applied once.</summary>
public sealed class LostMemberResponseTests(TestCloud cloud) : MemberFaultTests(cloud)
{
    private static readonly string[] LostResponses = ["26b", "26c", "26d", "26e"];

    [LocalCloudTheory("loses requests and responses")]
    [InlineData("26b", true, Cut.BeforeResponse, null, "POST 0, GET 200")]
    [InlineData("26b", true, Cut.AfterHeaders, null, "POST 200, GET 200")]
    [InlineData("26c", true, Cut.None, 504, "POST 504, GET 200")]
    [InlineData("26d", true, Cut.None, 500, "POST 500, GET 200")]
    [InlineData("26e", false, Cut.None, 429, "POST 429, POST 200")]
    [ReliabilityRow("26b", "the connection is closed after the POST that adds a member is processed: the response or its body is lost")]
    [ReliabilityRow("26c", "504 from a proxy after the member was added")]
    [ReliabilityRow("26d", "500 after the member was added")]
    [ReliabilityRow("26e", "429 to the POST that adds a member")]
    public async Task An_add_whose_response_was_lost_is_applied_once(string row, bool afterHandling, Cut cut, int? status, string sent)
    {
        var id = await UnsharedImageAsync("lost");
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Times = 1,
            AfterHandling = afterHandling,
            Cut = cut,
            Status = status,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        var member = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").Single();

        Assert.Equal(Alt.ProjectId, member.Text("MemberId"));
        Assert.Equal(
            sent,
            string.Join(
                ", ",
                Cloud.Local.Log.Requests.Where(request => request.Service == "image")
                    .Select(request => $"{request.Method} {request.StatusCode}")));
        foreach (var other in LostResponses.Where(other => other != row))
        {
            ReliabilityPage.Skip(other);
        }

        ReliabilityPage.Saw(
            row,
            $"added, {FaultRow.Count(Cloud.Local.State.Members(id).Count, "member")}, "
                + $"{(sent.Contains("GET", StringComparison.Ordinal) ? "after a GET showed that it was applied" : "sent again")}");
    }

    [LocalCloudFact("loses a request")]
    [ReliabilityRow("26", "the connection is closed before the POST that adds a member is processed")]
    public async Task An_add_whose_outcome_stays_unknown_is_not_repeated()
    {
        var id = await UnsharedImageAsync("unknown");
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Times = 1, Cut = Cut.BeforeResponse });

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Single(Cloud.Local.Log.Requests, request => request.Method == "POST" && request.Service == "image");
        ErrorsPage.AssertTold(error, "OutcomeUnknown", $"/v2/images/{id}/members took effect");
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        ReliabilityPage.Saw("26", $"{error.Id()}: {Sent()}");
    }

    [LocalCloudTheory("adds a member long after its response, as a proxy that forwards a request and resets the client makes it")]
    [InlineData("26q", null, Cut.BeforeResponse)]
    [InlineData("26s", 503, Cut.None)]
    [ReliabilityRow("26q", "the connection is closed before the response to the POST that adds a member, which is processed 1 s later")]
    [ReliabilityRow("26s", "503 from a proxy to the POST that adds a member, which is processed 1 s later")]
    public async Task An_add_that_the_service_is_still_processing_is_not_repeated(string row, int? status, Cut cut)
    {
        var id = await UnsharedImageAsync("slow");
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Times = 1, Status = status, Cut = cut });

        // The third of the GETs that verify the POST is sent after a second.
        var verifications = 0;
        Cloud.Local.Faults.Add(new Fault { When = request => IsThirdVerification(request) && Add() });

        var member = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").Single();

        Assert.Equal(Alt.ProjectId, member.Text("MemberId"));
        Assert.Equal(3, verifications);
        Assert.Equal(1, Cloud.Local.Log.Requests.Count(request => request.Method == "POST" && request.Service == "image"));
        ReliabilityPage.Skip(row == "26q" ? "26s" : "26q");
        ReliabilityPage.Saw(row, $"added, {FaultRow.Count(Cloud.Local.State.Members(id).Count, "member")}");

        bool IsThirdVerification(FaultedRequest request)
            => request.Method == "GET" && request.Path.EndsWith($"/members/{Alt.ProjectId}", StringComparison.Ordinal)
                && ++verifications == 3;

        bool Add()
        {
            Cloud.Local.State.AddMember(id, Alt.ProjectId);
            return false;
        }
    }

    [LocalCloudTheory("responds with 503")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_503_of_Glance_is_retried_and_that_of_a_proxy_is_not(bool isOfGlance)
    {
        var id = await UnsharedImageAsync("busy");
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Times = 1,
            Status = 503,
            Headers = isOfGlance ? new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" } : null,
        });

        var result = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}");

        var posts = Cloud.Local.Log.Requests.Count(request => request.Method == "POST" && request.Service == "image");
        Assert.Equal(isOfGlance ? 2 : 1, posts);
        if (isOfGlance)
        {
            Assert.Equal(Alt.ProjectId, result.Single().Text("MemberId"));
        }
        else
        {
            Assert.Equal("OutcomeUnknown", result.SingleError().Id());
        }
    }

    [LocalCloudTheory("loses responses")]
    [InlineData(true)]
    [InlineData(false)]
    [ReliabilityRow("26r", "the connection is closed before the response to the POST that adds a project that was a member before")]
    public async Task A_member_that_existed_before_is_not_the_effect_of_an_add(bool afterHandling)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("before"));
        await Demo.ShareAsync(id, Alt);
        await ServerTimePassesAsync(TimeSpan.FromSeconds(3));
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "POST", Times = 1, AfterHandling = afterHandling, Cut = Cut.BeforeResponse });

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Assert.Single(Cloud.Local.State.Members(id));
        ReliabilityPage.Saw("26r", $"{error.Id()}: {Sent()}");
    }
}
