using System.Text.Json.Nodes;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>One-time passcodes, alone and with a password.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class FactorTests(TestCloud cloud) : VariableTests(cloud)
{
    [Fact]
    public async Task A_passcode_without_a_password_signs_in()
    {
        await OwnUser.CreateAsync(Cloud, Shell);

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -UserName $user -Passcode $passcode -ProjectName demo").Single();

        Assert.Equal("demo", session.Text("ProjectName"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
    }

    [Fact]
    public async Task A_password_and_a_passcode_sign_in_if_both_are_required()
    {
        await OwnUser.CreateAsync(Cloud, Shell, new JsonArray(new JsonArray("totp", "password")));

        var half = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo").MustTerminate();
        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -Passcode $passcode -ProjectName demo").Single();

        Assert.Equal("AuthenticationFailed", half.Id());
        Assert.Contains("password and totp", half.ToString(), StringComparison.Ordinal);
        Assert.Equal("demo", session.Text("ProjectName"));
    }

    [Fact]
    public async Task A_wrong_passcode_is_refused_and_not_shown()
    {
        await OwnUser.CreateAsync(Cloud, Shell);
        Shell.Set("passcode", Shell.Secret("0918273645"));

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -UserName $user -Passcode $passcode -ProjectName demo -Verbose -Debug");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        SecretHunt.AssertAbsent("0918273645", result, Shell);
    }

    [Theory]
    [InlineData("v3totp", "")]
    [InlineData("v3multifactor", "auth_methods: [v3password, v3totp], ")]
    public async Task The_passcode_for_an_entry_of_clouds_yaml_is_read_from_a_variable(string type, string methods)
    {
        var user = await OwnUser.CreateAsync(Cloud, Shell);
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ auth_type: {type}, {methods}auth: {{ auth_url: '{Cloud.AuthUrl}', username: '{user.Name}', password: "
                + $"{OwnUser.Password}, project_name: demo }} }} }}");
        Export(("OS_PASSCODE", user.Passcode));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("ProjectName"));
    }

    [LocalCloudFact("expires tokens")]
    public async Task A_session_by_passcode_cannot_be_renewed_and_reports_this()
    {
        await OwnUser.CreateAsync(Cloud, Shell);
        Shell.Run("Connect-OpenStack -AuthUrl $url -UserName $user -Passcode $passcode -ProjectName demo").MustSucceed();
        Cloud.Local.ExpireTokens();

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal("AuthenticationFailed", error.Id());
        Assert.Contains("cannot obtain another", error.ToString(), StringComparison.Ordinal);
    }
}
