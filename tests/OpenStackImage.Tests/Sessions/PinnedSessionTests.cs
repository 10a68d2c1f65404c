using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

public sealed class PinnedSessionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("")]
    [InlineData("v2")]
    [InlineData("v2/")]
    public async Task A_pinned_endpoint_and_token_require_no_request_to_Identity_and_one_for_the_members(string version)
    {
        var id = await SharedImageAsync();
        await ConnectAsync(new Uri(Cloud.ImageEndpoint, version));
        Assert.Empty(Requests(since: 0));

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {id}").Texts("MemberId"));

        Assert.Equal([$"GET /v2/images/{id}/members 200"], Requests(since: 0));
    }

    [LocalCloudFact("reads the cloud's own request log")]
    public async Task The_cloud_receives_no_Identity_request_and_one_Image_request()
    {
        var id = await SharedImageAsync();
        await ConnectAsync(Cloud.ImageEndpoint, () => Cloud.Local.Log.Clear());
        Assert.Empty(SeenByCloud());

        Shell.Run($"Get-OSImageMember {id}").MustSucceed();

        Assert.Equal([$"GET /v2/images/{id}/members 200"], SeenByCloud());
    }

    [Fact]
    public async Task A_pinned_session_has_only_the_specified_values()
    {
        await ConnectAsync(Cloud.ImageEndpoint);

        var session = Shell.Run("Get-OpenStackSession").Single();

        Assert.Equal(Demo.ProjectId, session.Text("ProjectId"));
        Assert.Null(session.Get("UserName"));
        Assert.Null(session.Get("AuthUrl"));
        Assert.Null(session.Get("IdentityEndpoint"));
        Assert.Null(session.Get("ExpiresAt"));
    }

    [Fact]
    public async Task A_project_name_cannot_be_looked_up_without_Identity_and_the_error_states_this()
    {
        var id = await SharedImageAsync();
        await ConnectAsync(Cloud.ImageEndpoint);

        var error = Shell.Run($"Get-OSImageMember {id} -Project alt").SingleError();

        Assert.Equal("ProjectNotResolved", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Equal([$"GET /v2/images/{id}/members 200"], Requests(since: 0));
    }

    [Fact]
    public void An_invalid_token_is_an_authentication_error_that_does_not_contain_it()
    {
        Shell.Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri).Set("token", Shell.Secret("gAAAAABnosuchtoken"));

        var result = Shell.Run("$null = Connect-OpenStack -ImageEndpoint $endpoint -Token $token; Get-OSImage -Verbose -Debug");

        var error = result.SingleError();
        Assert.Equal(ErrorCategory.AuthenticationError, error.Category());
        Assert.Equal(["GET /v2/images?limit=1000 401"], Requests(since: 0));
        SecretHunt.AssertAbsent("gAAAAABnosuchtoken", result, Shell);
    }

    [Fact]
    public async Task An_endpoint_that_lists_versions_is_an_error_that_states_that_it_is_wrong()
    {
        await ConnectAsync(new Uri(Cloud.ImageEndpoint, "nosuch"));

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal("WrongEndpoint", error.Id());
        Assert.Contains("not the image endpoint", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_exchanged_at_Identity_for_a_session()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("token", Shell.Secret(await Demo.IssueTokenAsync()));

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -Token $token -ProjectName demo").Single();

        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [Fact]
    public async Task The_settings_of_an_admin_token_are_an_endpoint_and_a_token()
    {
        using var folder = new CloudsFolder(Shell);
        folder.Write("clouds.yaml", $$"""
            clouds:
              prod: { auth_type: admin_token, auth: { endpoint: '{{Cloud.ImageEndpoint}}', token: '{{await Demo.IssueTokenAsync()}}' } }
            """);

        Shell.Run("Connect-OpenStack -ConfigFile clouds.yaml -Quiet").MustSucceed();

        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        Assert.Equal(["GET /v2/images?visibility=private&limit=1000 200"], Requests(since: 0));
    }

    private async Task<string> SharedImageAsync()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("pinned"));
        await Demo.ShareAsync(id, Alt);
        return id;
    }

    private async Task ConnectAsync(Uri endpoint, Action? before = null)
    {
        Shell.Set("endpoint", endpoint.AbsoluteUri).Set("token", Shell.Secret(await Demo.IssueTokenAsync())).Set("id", Demo.ProjectId);
        before?.Invoke();
        Shell.Run("$null = Connect-OpenStack -ImageEndpoint $endpoint -Token $token -ProjectId $id").MustSucceed();
    }
}
