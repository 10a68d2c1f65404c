using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// A session from sign-in to disconnection, with each authentication method: no stream, no error and no object contains a secret, and
/// no file is written.
/// </summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ShownSecretTests(TestCloud cloud) : AuthenticationSecretTests(cloud)
{
    /// <summary>The variables that name the folders in which programs write their files.</summary>
    private static readonly string[] FolderVariables =
    [
        "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP",
    ];

    [ReliabilityRow("50", "-Verbose, -Debug, all streams, `$Error`, objects, requests and files of a session, with valid and invalid "
        + "credentials of each authentication method")]
    [Theory]
    [InlineData("password", true)]
    [InlineData("password", false)]
    [InlineData("token", true)]
    [InlineData("token", false)]
    [InlineData("pinned token", true)]
    [InlineData("pinned token", false)]
    [InlineData("application credential", true)]
    [InlineData("application credential", false)]
    [InlineData("OAuth 2.0 client", true)]
    [InlineData("OAuth 2.0 client", false)]
    [InlineData("passcode", true)]
    [InlineData("passcode", false)]
    [InlineData("password and passcode", true)]
    [InlineData("password and passcode", false)]
    [InlineData("HTTP Basic", true)]
    [InlineData("HTTP Basic", false)]
    public async Task No_secret_is_shown_or_written_to_disk(string method, bool isRight)
    {
        var (parameters, secrets) = await PrepareAsync(method, isRight);

        RunSession(parameters, secrets, isRight);

        ReliabilityPage.Checked("50", "no password, passcode, secret or token in any of them; 0 files written");
    }

    [ReliabilityRow("50b", "the same, with each method of OpenID Connect")]
    [LocalCloudTheory("its Keystone takes the provider's token without a web server's module")]
    [InlineData($"-Credential $credential {Provider}", true)]
    [InlineData($"-Credential $credential {Provider}", false)]
    [InlineData(Provider, true)]
    [InlineData(Provider, false)]
    [InlineData("-AccessToken $token", true)]
    [InlineData("-AccessToken $token", false)]
    [InlineData($"-DeviceCode {Provider}", true)]
    [InlineData($"-DeviceCode {Provider}", false)]
    public void No_secret_of_OpenID_Connect_is_shown_or_written_to_disk(string parameters, bool isRight)
    {
        var (password, client, token) = isRight
            ? ("0penid-password", "cl1ent-secret", OpenIdProvider.AccessToken)
            : ("0ther-password", "0ther-secret", "0ther-acc3ss-token");
        Shell.Set("credential", Shell.Credential("demo", password)).Set("client", Shell.Credential("client", client))
            .Set("token", Shell.Secret(token));

        RunSession($"{Federated} {parameters}", [password, client, Base64($"client:{client}"), token, OpenIdProvider.DeviceCode], isRight);

        ReliabilityPage.Checked("50b", "the same");
    }

    private void RunSession(string parameters, string[] secrets, bool isRight)
    {
        Export([.. FolderVariables.Select(variable => (variable, (string?)Directory.CreateDirectory(Folder.Path(variable)).FullName))]);

        var result = Shell.Run($"""
            $session = Connect-OpenStack {parameters} {AllStreams}
            $session
            Get-OpenStackSession {AllStreams}
            Get-OSImage -First 1 {AllStreams}
            Get-OSImage 'no such image' {AllStreams}
            Get-OSImageMember '{Guid.NewGuid()}' {AllStreams}
            Get-OpenStackRequest {AllStreams}
            Get-OpenStackRequest | ForEach-Object Curl
            Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram
            Disconnect-OpenStack {AllStreams}
            Get-OSImage -Session $session {AllStreams}
            """);

        Assert.Equal(isRight, result.Terminating is null && !result.Errors.Any(error => error.Id() == "AuthenticationFailed"));
        Assert.NotEmpty(result.Verbose);
        Assert.NotEmpty(result.Debug);
        SecretHunt.AssertAbsent(
            [.. secrets, .. result.Output.Take(1).Select(SecretHunt.TokenOf).Where(token => token.Length > 0)], result, Shell);
        Assert.All(result.Debug, text => Assert.DoesNotMatch("(?i)(token|authorization): (?![{]SHA256[}])", text));
        Assert.Empty(Directory.GetFiles(Folder.Path("."), "*", SearchOption.AllDirectories));
    }
}
