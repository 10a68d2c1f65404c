using System.Text;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Image services without Keystone: with HTTP Basic, and without authentication.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class WithoutKeystoneTests(TestCloud cloud) : VariableTests(cloud)
{
    private const string Alone = "Debian's Glance always asks Keystone";
    private const string Password = "bas1c-Secret";

    private static readonly string Login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}"));

    [LocalCloudTheory(Alone)]
    [InlineData("-HttpBasic -Credential $credential")]
    [InlineData("-NoAuth")]
    public async Task Connect_without_Keystone_uses_the_parameters(string parameters)
    {
        await using var glance = StartGlance(asks: parameters != "-NoAuth");

        var result = Shell.Run($"Connect-OpenStack -ImageEndpoint $endpoint {parameters} -Verbose -Debug; Get-OSImage -Verbose -Debug");

        result.MustSucceed();
        SecretHunt.AssertAbsent(Password, result, Shell);
        SecretHunt.AssertAbsent(Login, result, Shell);
        Assert.Single(glance.Requests);
    }

    [LocalCloudTheory(Alone)]
    [InlineData("http_basic", true)]
    [InlineData("none", false)]
    public async Task Connect_without_Keystone_uses_clouds_yaml(string type, bool asks)
    {
        await using var glance = StartGlance(asks);
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ auth_type: {type}, auth: {{ endpoint: '{glance.Uri}', username: me, password: {Password} }} }} }}");

        Shell.Run("Connect-OpenStack -Cloud prod").MustSucceed();
        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Single(glance.Requests);
    }

    [LocalCloudFact(Alone)]
    public async Task A_wrong_password_is_an_authentication_error_without_it()
    {
        await using var glance = StartGlance(asks: true);
        Shell.Set("credential", Shell.Credential("me", "wr0ng-Bas1c"));

        var result = Shell.Run(
            "$null = Connect-OpenStack -ImageEndpoint $endpoint -HttpBasic -Credential $credential; Get-OSImage -Verbose -Debug");

        Assert.Equal("AuthenticationFailed", result.SingleError().Id());
        SecretHunt.AssertAbsent("wr0ng-Bas1c", result, Shell);
    }

    [Fact]
    public void The_endpoint_of_the_image_service_is_required()
    {
        var error = Shell.Run("Connect-OpenStack -NoAuth").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("-ImageEndpoint", error.ToString(), StringComparison.Ordinal);
    }

    private RawServer StartGlance(bool asks)
    {
        var glance = RawServer.Responding(request =>
            request.Head.Contains("Authorization: Basic " + Login, StringComparison.Ordinal) == asks
                && !request.Head.Contains("X-Auth-Token", StringComparison.OrdinalIgnoreCase)
                ? RawServer.Ok("""{"images": []}""")
                : RawServer.Reply("401 Unauthorized", ""));
        Shell.Set("endpoint", glance.Uri.AbsoluteUri).Set("credential", Shell.Credential("me", Password));
        return glance;
    }
}
