using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Identity;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Connecting;

/// <summary>One-time passcodes, alone and beside a password.</summary>
public sealed class FactorTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Password = "f1rst-factor";
    private const string Secret = "GAYTEMZUGU3DOOBZMFRGGZDFMZTWQ2LK";

    [Fact]
    public async Task A_passcode_alone()
    {
        await UserAsync(rules: null);

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -UserName $user -Passcode $passcode -ProjectName demo").Single();

        Assert.Equal("demo", session.Text("ProjectName"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
    }

    [Fact]
    public async Task A_password_and_a_passcode_where_both_are_asked_for()
    {
        await UserAsync(new JsonArray(new JsonArray("password", "totp")));

        var half = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo").MustTerminate();
        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -Passcode $passcode -ProjectName demo").Single();

        Assert.Equal("AuthenticationFailed", half.Id());
        Assert.Contains("password and totp", half.ToString(), StringComparison.Ordinal);
        Assert.Equal("demo", session.Text("ProjectName"));
    }

    [Fact]
    public async Task A_wrong_passcode_is_refused_and_not_shown()
    {
        await UserAsync(rules: null);
        Shell.Set("passcode", Shell.Secret("0918273645"));

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -UserName $user -Passcode $passcode -ProjectName demo -Verbose -Debug");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        SecretHunt.AssertAbsent("0918273645", result, Shell);
    }

    private async Task UserAsync(JsonArray? rules)
    {
        var name = TestCloud.Name("factors");
        var user = new JsonObject { ["name"] = name, ["password"] = Password, ["domain_id"] = Demo.DomainId };
        if (rules is not null)
        {
            user["options"] = new JsonObject { ["multi_factor_auth_rules"] = rules };
        }

        var created = await Admin.IdentityAsync(HttpMethod.Post, "users", new JsonObject { ["user"] = user });
        var id = (string)created!["user"]!["id"]!;
        await Admin.IdentityAsync(HttpMethod.Put, $"projects/{Demo.ProjectId}/users/{id}/roles/{await Admin.RoleIdAsync("member")}");
        await Admin.IdentityAsync(HttpMethod.Post, "credentials", new JsonObject { ["credential"] = new JsonObject { ["type"] = "totp", ["blob"] = Secret, ["user_id"] = id } });
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("user", name).Set("credential", Shell.Credential(name, Password))
            .Set("passcode", Shell.Secret(OneTimePasscode.At(Secret, DateTimeOffset.UtcNow)));
    }
}
