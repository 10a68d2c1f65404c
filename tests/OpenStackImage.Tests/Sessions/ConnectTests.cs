using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

public sealed class ConnectTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void Connecting_sends_one_request()
    {
        Connect(Demo);

        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [LocalCloudFact("reads the cloud's own request log")]
    public void The_cloud_receives_one_request()
    {
        Cloud.Local.Log.Clear();

        Connect(Demo);

        Assert.Equal(["POST /v3/auth/tokens 201"], SeenByCloud());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v3")]
    [InlineData("/v3/")]
    public void The_auth_URL_can_end_in_a_version_or_a_slash(string ending)
    {
        Shell.Connect(new Uri(Cloud.AuthUrl.AbsoluteUri + ending), Demo);

        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [Fact]
    public void An_auth_url_of_version_2_is_used_as_version_3()
    {
        Shell.Connect(new Uri(Cloud.AuthUrl.AbsoluteUri + "/v2.0"), Demo);

        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [LocalCloudTheory("changes the response of Keystone")]
    [InlineData(404)]
    [InlineData(300)]
    public void A_response_that_is_not_of_version_3_leads_to_the_version_document(int status)
    {
        Cloud.Local.Faults.Add(new Fault { When = request => request.Path == "/v3/auth/tokens", Times = 1, Status = status });

        Connect(Demo);

        Assert.Equal([$"POST /v3/auth/tokens {status}", "GET  300", "POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [Fact]
    public void The_session_shows_user_project_and_cloud()
    {
        Connect(Demo);

        var session = Shell.Run("$demo").Single();

        Assert.Equal("OpenStackImage.OpenStackSession", session.TypeNames[0]);
        Assert.Null(session.Get("CloudName"));
        Assert.Equal(Cloud.AuthUrl, session.Value<Uri>("AuthUrl"));
        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal(Demo.UserId, session.Text("UserId"));
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal(Demo.ProjectId, session.Text("ProjectId"));
        Assert.Equal("Default", session.Text("DomainName"));
        Assert.Contains("member", session.Value<IEnumerable<string>>("Roles"));
        Assert.Equal("RegionOne", session.Text("Region"));
        Assert.Equal("public", session.Text("Interface"));
        Assert.Equal(new Uri(Cloud.ImageEndpoint, "v2"), session.Value<Uri>("ImageEndpoint"));
        Assert.Equal(new Uri(Cloud.AuthUrl.AbsoluteUri + "/v3"), session.Value<Uri>("IdentityEndpoint"));
        Assert.True(session.Value<DateTime>("ExpiresAt") > DateTime.Now);
        Assert.Equal(DateTimeKind.Local, session.Value<DateTime>("ExpiresAt").Kind);
        Assert.True(session.Value<bool>("IsDefault"));
        Assert.Equal($"demo on demo at {Cloud.AuthUrl.Host}", session.ToString());
    }

    [Fact]
    public void Domains_are_specified_by_ID()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password)).Set("domain", Demo.DomainId);

        var session = Shell.Run(
            "Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -UserDomain $domain -ProjectDomain $domain")
            .Single();

        Assert.Equal(Demo.ProjectId, session.Text("ProjectId"));
    }

    [Fact]
    public void The_project_is_specified_by_ID()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password)).Set("id", Demo.ProjectId);

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectId $id").Single();

        Assert.Equal("demo", session.Text("ProjectName"));
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("admin")]
    public void Region_and_interface_select_the_endpoint(string @interface)
    {
        Connect(Demo, $"-Region RegionOne -Interface {@interface}");

        var session = Shell.Run("$demo").Single();

        Assert.Equal(@interface, session.Text("Interface"));
        Assert.Equal("RegionOne", session.Text("Region"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
    }
}
