using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Completion;

/// <summary>The completion of the names of clouds, which does not require a session.</summary>
public sealed class CloudCompletionTests : IDisposable
{
    private const string Clouds = """
        clouds:
          prod-west: { auth: { auth_url: 'https://west.example.com', username: me, password: s3cret-Word } }
          prod-east: { auth: { auth_url: 'https://east.example.com' } }
          'my lab': { auth: { auth_url: 'https://lab.example.com' } }
        """;

    private readonly Shell _shell = Shell.WithModule();
    private readonly CloudsFolder _folder;

    public CloudCompletionTests() => _folder = new CloudsFolder(_shell);

    [Theory]
    [InlineData("Connect-OpenStack -Cloud ", "'my lab',prod-east,prod-west")]
    [InlineData("Connect-OpenStack -Cloud PROD-w", "prod-west")]
    [InlineData("Connect-OpenStack -Cloud m", "'my lab'")]
    [InlineData("Get-OpenStackCloud prod", "prod-east,prod-west")]
    public void Clouds_complete_from_the_file_in_the_current_folder(string line, string names)
    {
        _folder.Write("clouds.yaml", Clouds);

        Assert.Equal(names.Split(','), Results(line).Select(result => result.CompletionText));
    }

    [Fact]
    public void Completion_reads_the_file_on_the_command_line()
    {
        _folder.Write("clouds.yaml", Clouds)
            .Write("others.yaml", "clouds: { elsewhere: { auth: { auth_url: 'https://cloud.example.com' } } }");

        Assert.Equal(
            "elsewhere", Assert.Single(Results($"Connect-OpenStack -ConfigFile '{_folder.Path("others.yaml")}' -Cloud ")).CompletionText);
    }

    [Fact]
    public void The_tooltip_is_the_address_without_a_secret()
    {
        _folder.Write("clouds.yaml", Clouds);

        var result = Assert.Single(Results("Connect-OpenStack -Cloud prod-w"));

        Assert.Equal("https://west.example.com/", result.ToolTip);
    }

    [Theory]
    [InlineData("clouds: [")]
    [InlineData("clouds: 7")]
    [InlineData("clouds: [a, b]")]
    public void An_invalid_file_gives_no_completions_and_no_error(string text)
    {
        _folder.Write("clouds.yaml", text);

        Assert.Empty(Results("Connect-OpenStack -Cloud "));
        Assert.Empty(_shell.Run("$Error").Output);
    }

    [Theory]
    [InlineData("auth: 7", "a mapping")]
    [InlineData("auth: { auth_url: 'no address' }", "auth_url")]
    [InlineData("auth_type: v3samlpassword", "v3samlpassword")]
    [InlineData("identity_api_version: 2.0", "version 3")]
    [InlineData("verify: perhaps", "verify")]
    public void An_invalid_entry_is_completed_with_its_error_and_the_others_as_usual(string entry, string reason)
    {
        _folder.Write("clouds.yaml", $"clouds: {{ a: {{ auth: {{ auth_url: 'https://west.example.com' }} }}, broken: {{ {entry} }} }}");

        var results = Results("Connect-OpenStack -Cloud ");

        Assert.Equal(["a", "broken"], results.Select(result => result.CompletionText));
        Assert.Equal("https://west.example.com/", results[0].ToolTip);
        Assert.Contains(reason, results[1].ToolTip, StringComparison.Ordinal);
        Assert.Empty(_shell.Run("$Error").Output);
    }

    [Fact]
    public void A_missing_file_gives_no_completions_and_no_error()
    {
        Assert.Empty(Results("Connect-OpenStack -ConfigFile nowhere.yaml -Cloud "));
        Assert.Empty(_shell.Run("$Error").Output);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
    }

    private CompletionResult[] Results(string line)
        => [.. _shell.Complete(line).Where(result => result.ResultType == CompletionResultType.ParameterValue)];
}
