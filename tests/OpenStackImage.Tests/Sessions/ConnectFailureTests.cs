using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The errors of Connect-OpenStack.</summary>
public sealed class ConnectFailureTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void An_unknown_region_is_an_error_that_lists_the_regions_of_the_catalog()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password));

        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -Region Atlantis").MustTerminate();

        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Contains("'Atlantis'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("public in RegionOne", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_interface_is_refused_before_any_request()
    {
        var error = Shell.Run("Connect-OpenStack -AuthUrl http://127.0.0.1:1 -Interface sideways").MustTerminate();

        Assert.Equal("ParameterArgumentValidationError", error.Id());
    }

    [Theory]
    [InlineData("demo", "Wr0ng-Pa55w0rd", "demo")]
    [InlineData("nobody", "Wr0ng-Pa55w0rd", "demo")]
    public void A_failed_sign_in_is_an_authentication_error_without_the_password(string user, string password, string project)
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential(user, password)).Set("project", project);

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName $project -Verbose -Debug");

        var error = result.MustTerminate();
        Assert.Equal("AuthenticationFailed", error.Id());
        Assert.Equal(ErrorCategory.AuthenticationError, error.Category());
        Assert.Equal(Cloud.AuthUrl.AbsoluteUri, error.TargetObject);
        Assert.Contains($"'{user}'", error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(result.Verbose);
        SecretHunt.AssertAbsent(password, result, Shell);
    }

    [LocalCloudTheory("words Keystone's refusal")]
    [InlineData("The password is expired and needs to be changed for user: 1.", "The password has expired.", "Change the password")]
    [InlineData("The account is locked for user: 1.", "locked the account", "Wait")]
    [InlineData("The account is disabled for user: 1.", "The account is disabled.", "An administrator")]
    [InlineData("The account has expired.", "The account has expired.", "An administrator")]
    [InlineData("The request you have made requires authentication.", "refused the sign-in", "Check the user")]
    public void The_reason_that_Keystone_gives_is_explained(string sentence, string explanation, string action)
    {
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path == "/v3/auth/tokens",
            Times = 1,
            Status = 401,
            ContentType = "application/json",
            Body = $$$"""{"error": {"code": 401, "message": "{{{sentence}}}", "title": "Unauthorized"}}""",
        });
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password));

        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo").MustTerminate();

        Assert.Equal("AuthenticationFailed", error.Id());
        Assert.Contains(explanation, error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_a_role_is_named_in_the_error()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password));

        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName alt").MustTerminate();

        Assert.Equal(ErrorCategory.AuthenticationError, error.Category());
        Assert.Contains("project 'alt'", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "OS_AUTH_URL")]
    [InlineData("-AuthUrl http://127.0.0.1:1", "-Credential")]
    [InlineData("-AuthUrl keystone.example", "not a URL")]
    [InlineData("-AuthUrl ftp://keystone.example", "not a URL")]
    [InlineData("-AuthUrl http://admin:Pa55w0rd@127.0.0.1:1", "-Credential")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1", "-AuthUrl")]
    public void A_missing_or_malformed_value_is_one_error_that_names_it(string parameters, string hint)
    {
        var result = Shell.Run($"Connect-OpenStack {parameters}");

        var error = result.MustTerminate();
        Assert.Equal("SignInOptions", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category());
        Assert.Contains(hint, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Pa55w0rd", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreachable_cloud_is_a_connection_error()
    {
        Shell.Set("credential", Shell.Credential("demo", "secret"));

        var error = Shell.Run("Connect-OpenStack -AuthUrl http://127.0.0.1:1/identity -Credential $credential -ProjectName demo")
            .MustTerminate();

        Assert.Equal("ConnectionFailed", error.Id());
        Assert.Equal(ErrorCategory.ConnectionError, error.Category());
        Assert.Contains("could not be reached", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_sign_in_does_not_change_the_default_session()
    {
        Connect(Demo);
        Shell.Set("credential", Shell.Credential("demo", "Wr0ng-Pa55w0rd"));

        Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo").MustTerminate();

        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession -Default").Texts("UserName"));
    }
}
