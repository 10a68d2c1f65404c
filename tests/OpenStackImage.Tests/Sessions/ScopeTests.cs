using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The scopes of sessions.</summary>
public sealed class ScopeTests(TestCloud cloud) : CloudTests(cloud)
{
    [OlderCloudFact(17)]
    public void A_session_with_a_system_scope_sees_all_images()
    {
        var session = SignIn(Admin, "-System").Single();

        Assert.Null(session.Get("ProjectId"));
        Assert.Contains("admin", session.Value<IEnumerable<string>>("Roles"));
        Shell.Run("Get-OSImage -Visibility public").MustSucceed();
    }

    [RecentCloudTheory(17)]
    [InlineData("Get-OSImage")]
    [InlineData("New-OSImage nothing")]
    [InlineData("Get-OSImageTask")]
    [InlineData("Get-OSImageCache")]
    public void A_cloud_that_enforces_scopes_denies_images_to_a_session_with_a_system_scope(string command)
    {
        Cloud.RespondAsNewer(
            request => request.Service == "image" && request.Path.Contains("/v2/", StringComparison.Ordinal),
            403,
            "You are not authorized to complete get_images action.");
        SignIn(Admin, "-System").MustSucceed();

        ErrorsPage.AssertExplained(
            Shell.Run(command).SingleError(),
            "NoProject",
            "scoped to the system",
            "requires a token that is scoped to a project",
            "Connect with -ProjectName");
    }

    [Fact]
    public async Task A_session_with_a_domain_scope_is_not_scoped_to_a_project()
    {
        var (domainId, name) = await DomainAsync();
        Shell.Set("domain", name);

        var result = SignIn(Demo, "-Domain $domain");

        var session = result.Single();
        Assert.Equal(name, session.Text("DomainName"));
        Assert.Null(session.Get("ProjectId"));
        Assert.Contains("not scoped to a project", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(name, SignIn(Demo, $"-Domain {domainId}").Single().Text("DomainName"));
    }

    [Theory]
    [InlineData(true, "demo")]
    [InlineData(false, "alt")]
    public async Task A_session_with_a_trust_uses_the_project_of_the_trustor(bool impersonates, string userName)
    {
        var trust = await Demo.IdentityAsync(HttpMethod.Post, "OS-TRUST/trusts", new JsonObject
        {
            ["trust"] = new JsonObject
            {
                ["trustor_user_id"] = Demo.UserId,
                ["trustee_user_id"] = Alt.UserId,
                ["project_id"] = Demo.ProjectId,
                ["impersonation"] = impersonates,
                ["roles"] = new JsonArray(new JsonObject { ["name"] = "member" }),
            },
        });
        Shell.Set("trust", (string)trust!["trust"]!["id"]!);

        var session = SignIn(Alt, "-TrustId $trust").Single();

        Assert.Equal(userName, session.Text("UserName"));
        Assert.Equal(Demo.ProjectId, session.Text("ProjectId"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        Assert.Equal("AuthenticationFailed", SignIn(Admin, "-TrustId $trust").MustTerminate().Id());
    }

    [ReliabilityRow("55", "a session that is not scoped to a project; a sign-in without a specified project")]
    [Fact]
    public void An_unscoped_session_is_a_warning_and_without_a_scope_Keystone_selects_it()
    {
        Shell.Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri);

        var unscoped = SignIn(Demo, "-Unscoped -ImageEndpoint $endpoint");
        var chosen = SignIn(Demo, "").Single();

        Assert.Null(unscoped.Single().Get("ProjectId"));
        Assert.Equal("demo", chosen.Text("ProjectName"));
        ReliabilityPage.Saw("55", $"{unscoped.Warnings.Count} warning that almost no images are visible; the project that Keystone chose");
    }

    [Fact]
    public void An_unscoped_session_without_a_catalog_uses_only_the_Identity_service()
    {
        var session = SignIn(Demo, "-Unscoped").Single();

        Assert.Null(session.Get("ImageEndpoint"));
        var error = Shell.Run("Get-OSImage").SingleError();
        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("not scoped to a project", error.ToString(), StringComparison.Ordinal);
        Shell.Run("Disconnect-OpenStack").MustSucceed();
    }

    [Theory]
    [InlineData("-ProjectName demo -System")]
    [InlineData("-Domain Default -TrustId x")]
    [InlineData("-Unscoped -ProjectId x")]
    public void Only_one_scope_can_be_specified(string scopes)
    {
        var error = SignIn(Demo, scopes).MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("has one scope", error.ToString(), StringComparison.Ordinal);
    }

    [LocalCloudTheory("issues tokens for another scope")]
    [InlineData("-ProjectName demo", """{"project": {"id": "1", "name": "other", "domain": {"id": "default"}}}""")]
    [InlineData("-ProjectName demo", "{}")]
    [InlineData("-ProjectId 0123456789abcdef0123456789abcdef", """{"project": {"id": "1", "name": "other"}}""")]
    [InlineData("-System", """{"project": {"id": "1", "name": "demo"}}""")]
    [InlineData("-Unscoped", """{"project": {"id": "1", "name": "demo"}}""")]
    [InlineData("-Domain Default", """{"project": {"id": "1", "name": "demo", "domain": {"name": "Default"}}}""")]
    public void A_token_for_another_scope_than_the_requested_one_is_not_used(string scope, string token)
    {
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Status = 201,
            Headers = new Dictionary<string, string> { ["X-Subject-Token"] = "secret" },
            ContentType = "application/json",
            Body = $$"""{"token": {{token}}}""",
        });

        var error = SignIn(Demo, scope).MustTerminate();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "UnexpectedAnswer", "another scope");
    }

    private ShellResult SignIn(CloudAccount account, string scope)
        => Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential(account.UserName, account.Password))
            .Run($"Connect-OpenStack -AuthUrl $url -Credential $credential {scope}");

    private async Task<(string Id, string Name)> DomainAsync()
    {
        var name = TestCloud.Name("domain");
        var domain = await Admin.IdentityAsync(
            HttpMethod.Post, "domains", new JsonObject { ["domain"] = new JsonObject { ["name"] = name } });
        var id = (string)domain!["domain"]!["id"]!;
        await Admin.IdentityAsync(HttpMethod.Put, $"domains/{id}/users/{Demo.UserId}/roles/{await Admin.RoleIdAsync("member")}");
        return (id, name);
    }
}
