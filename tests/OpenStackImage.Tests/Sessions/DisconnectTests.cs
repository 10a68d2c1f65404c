using System.Net;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

public sealed class DisconnectTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task Disconnecting_revokes_the_token()
    {
        Connect(Demo);
        var token = SecretHunt.TokenOf(Shell.Run("$demo").Single());
        Assert.Equal(HttpStatusCode.OK, await Demo.StatusOfTokenAsync(token));

        Shell.Run("Disconnect-OpenStack").MustSucceed();

        Assert.Equal(["DELETE /v3/auth/tokens 204"], Requests(since: 1, "-Session $demo"));
        Assert.Equal(HttpStatusCode.NotFound, await Admin.StatusOfTokenAsync(token));
    }

    [Fact]
    public void A_closed_session_is_an_error_that_states_this()
    {
        Connect(Demo);
        Shell.Run("Disconnect-OpenStack").MustSucceed();

        Assert.Equal("NotConnected", Shell.Run("Get-OSImage").MustTerminate().Id());
        var error = Shell.Run("Get-OSImage -Session $demo").SingleError();
        Assert.Equal("SessionClosed", error.Id());
        Assert.Contains("Connect-OpenStack", error.FullText(), StringComparison.Ordinal);
        Assert.Empty(Shell.Run("Get-OpenStackSession").Output);
    }

    [Fact]
    public void Closing_a_session_keeps_the_default_session_open()
    {
        Connect(Demo);
        Connect(Alt, "-NotDefault");

        Shell.Run("$alt | Disconnect-OpenStack").MustSucceed();

        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
    }

    [Fact]
    public void Disconnecting_a_session_twice_is_not_an_error()
    {
        Connect(Demo);

        Shell.Run("Disconnect-OpenStack; Disconnect-OpenStack -Session $demo").MustSucceed();

        Assert.Equal(["DELETE /v3/auth/tokens 204"], Requests(since: 1, "-Session $demo"));
    }

    [Fact]
    public async Task A_token_that_was_obtained_elsewhere_is_not_revoked()
    {
        var token = await Demo.IssueTokenAsync();
        Shell.Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri).Set("token", Shell.Secret(token));

        Shell.Run("$null = Connect-OpenStack -ImageEndpoint $endpoint -Token $token; Disconnect-OpenStack").MustSucceed();

        Assert.Equal(HttpStatusCode.OK, await Demo.StatusOfTokenAsync(token));
    }
}
