using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>Passwords and tokens do not appear in anything that a user can see, save or forward.</summary>
public sealed class SecretTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Everything = "-Verbose -Debug -ErrorAction Continue";

    [Fact]
    public async Task No_stream_and_no_error_shows_a_secret()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("private"), "private");
        Shell.Set("id", id);
        Connect(Demo);
        var token = SecretHunt.TokenOf(Shell.Run("$demo").Single());

        var result = Shell.Run($"""
            $demo
            Get-OSImage -Visibility private {Everything}
            Get-OSImage 'no such image' {Everything}
            Get-OSImageMember $id, '{Guid.NewGuid()}', 'no such image' {Everything}
            Get-OpenStackSession
            Get-OpenStackRequest
            Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram
            Disconnect-OpenStack {Everything}
            Get-OSImage -Session $demo {Everything}
            """);

        Assert.Equal(5, result.Errors.Count);
        Assert.NotEmpty(result.Verbose);
        Assert.NotEmpty(result.Debug);
        SecretHunt.AssertAbsent(token, result, Shell);
        SecretHunt.AssertAbsent(Demo.Password + "\"", result, Shell);
    }

    [Fact]
    public void Signing_in_shows_neither_the_password_nor_the_token()
    {
        Shell.Set("credential", Shell.Credential(Admin.UserName, Admin.Password)).Set("url", Cloud.AuthUrl.AbsoluteUri);

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -Verbose -Debug").MustSucceed();

        Assert.NotEmpty(result.Verbose);
        Assert.NotEmpty(result.Debug);
        SecretHunt.AssertAbsent(SecretHunt.TokenOf(result.Single()), result, Shell);
        SecretHunt.AssertAbsent(Admin.Password, result, Shell);
    }

    [Fact]
    public void Verbose_shows_each_request_with_its_response()
    {
        Connect(Demo);

        var result = Shell.Run("Get-OSImage -Visibility private -Verbose").MustSucceed();

        var line = Assert.Single(result.Verbose);
        Assert.Matches(@"^GET http\S+/v2/images\?visibility=private&limit=1000 -> 200 in \d+ ms \(req-[0-9a-f-]+\)$", line);
    }

    [Fact]
    public void Debug_shows_the_headers_with_a_digest_of_the_token()
    {
        Connect(Demo);

        var result = Shell.Run("Get-OSImage -Visibility private -Debug").MustSucceed();

        Assert.Matches(@"> X-Auth-Token: \{SHA256\}[0-9a-f]{64}", Assert.Single(result.Debug));
    }

    [Fact]
    public void Without_Verbose_and_Debug_nothing_is_shown()
    {
        Connect(Demo);

        var result = Shell.Run("Get-OSImage -Visibility private").MustSucceed();

        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
    }

    [LocalCloudTheory("fails in ways a real cloud does not on demand")]
    [InlineData(401, Cut.None)]
    [InlineData(403, Cut.None)]
    [InlineData(500, Cut.None)]
    [InlineData(200, Cut.None)]
    [InlineData(200, Cut.BeforeResponse)]
    [InlineData(200, Cut.AfterHeaders)]
    public void No_exception_contains_a_secret(int status, Cut cut)
    {
        Connect(Demo);
        var token = SecretHunt.TokenOf(Shell.Run("$demo").Single());
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image",
            Status = status,
            Body = "<html>no</html>",
            Cut = cut,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        var result = Shell.Run($"Get-OSImage {Everything}");

        Cloud.Local.Faults.Clear();
        Assert.IsNotType<RuntimeException>(result.SingleError().Exception);
        SecretHunt.AssertAbsent(token, result, Shell);
        SecretHunt.AssertAbsent(SecretHunt.TokenOf(Shell.Run("$demo").Single()), result, Shell);
    }

    [Fact]
    public void The_secret_scan_finds_a_secret_deep_in_an_exception()
    {
        using var request = new HttpRequestMessage();
        request.Headers.Add("X-Auth-Token", "a secret");
        var error = new ErrorRecord(
            new InvalidOperationException("harmless", new CarriesRequestException(request)), "id", ErrorCategory.NotSpecified, null);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SecretHunt.AssertAbsent("a secret", error));
    }

    [Theory]
    [InlineData("$PSCmdlet.WriteVerbose('a secret')")]
    [InlineData("$PSCmdlet.WriteDebug('a secret')")]
    [InlineData("$PSCmdlet.WriteWarning('a secret')")]
    [InlineData("$PSCmdlet.WriteInformation('a secret', @())")]
    [InlineData("$PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'work', 'a secret'))")]
    [InlineData("$PSCmdlet.WriteObject([pscustomobject]@{ Inner = [pscustomobject]@{ Value = 'a secret' } })")]
    [InlineData("$PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('harmless', "
        + "[Exception]::new('a secret')), 'id', 0, $null))")]
    [InlineData("throw 'a secret'")]
    [InlineData("try { throw 'a secret' } catch { }")]
    public void The_secret_scan_finds_a_secret_in_each_stream(string script)
    {
        var result = Shell.Run(
            $"function Write-It {{ [CmdletBinding()] param() {script} }}; Write-It -Verbose -Debug -ErrorAction Continue");

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SecretHunt.AssertAbsent("a secret", result, Shell));
    }

    private sealed class CarriesRequestException(HttpRequestMessage request) : Exception("harmless")
    {
        public HttpRequestMessage Request { get; } = request;
    }
}
