using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>The errors of the module when services fail.</summary>
public sealed class FailureTests(TestCloud cloud) : CloudTests(cloud)
{
    [ReliabilityRow("30", "401 once, in a session that can sign in again")]
    [LocalCloudFact("expires tokens")]
    public void A_token_that_expired_is_renewed_once_and_the_request_repeated()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "renewed").Id;
        Cloud.Local.State.AddMember(id, Alt.ProjectId);
        Connect(Demo);
        Cloud.Local.ExpireTokens();

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {id}").Texts("MemberId"));

        Assert.Equal([$"GET /v2/images/{id}/members 401", "POST /v3/auth/tokens 201", $"GET /v2/images/{id}/members 200"], Requests());
        ReliabilityPage.Checked("30", "the member: GET 401, POST 201, GET 200");
    }

    [ReliabilityRow("31", "401 to every request")]
    [LocalCloudFact("refuses every token")]
    public void A_token_that_is_repeatedly_rejected_is_an_error_after_two_sign_ins()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Service == "image", Status = 401, Times = 5 });

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(ErrorCategory.AuthenticationError, error.Category());
        Assert.Equal(
            [
                "GET /v2/images?limit=1000 401", "POST /v3/auth/tokens 201", "GET /v2/images?limit=1000 401", "POST /v3/auth/tokens 201",
                "GET /v2/images?limit=1000 401",
            ],
            Requests());
        ReliabilityPage.Saw("31", $"{error.Id()}: GET 401, POST 201, GET 401, POST 201, GET 401");
    }

    [LocalCloudFact("expires tokens")]
    public void Many_requests_with_an_expired_token_renew_it_once()
    {
        var images = Enumerable.Range(0, 40).Select(i => Cloud.Local.State.AddImage(Demo.ProjectId, $"image-{i}").Id).ToArray();
        Connect(Demo);
        Cloud.Local.ExpireTokens();

        Shell.Set("images", images).Run("$images | Get-OSImageMember").MustSucceed();

        Assert.Single(Requests(), request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [LocalCloudTheory("makes the service fail")]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_transient_error_is_retried(int status)
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(
            new Fault { Times = 3, Status = status, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } });

        var result = Shell.Run("Get-OSImage -Verbose").MustSucceed();

        Assert.Equal([$"{status}", $"{status}", $"{status}", "200"], Requests().Select(request => request.Split(' ')[^1]));
        Assert.Equal(3, result.Verbose.Count(text => text.StartsWith("Retrying in", StringComparison.Ordinal)));
    }

    [LocalCloudFact("cuts the connection")]
    public void A_broken_connection_is_retried()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { Times = 1, Cut = Cut.AfterHeaders });

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(2, Requests().Length);
    }

    [LocalCloudTheory("sends a response that no image service sends")]
    [InlineData("<html><title>Sign in</title><body>Please sign in</body></html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("""{"images": {}}""", "application/json")]
    [InlineData("""{"images": [null]}""", "application/json")]
    [InlineData("""{"images": [{"name": "without an id"}]}""", "application/json")]
    [InlineData("""{"images": [""", "application/json")]
    public void A_200_response_without_a_list_is_an_error(string body, string contentType)
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { Times = 1, Status = 200, Body = body, ContentType = contentType });

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal("UnexpectedAnswer", error.Id());
        Assert.Equal(ErrorCategory.ProtocolError, error.Category());
    }
}
