using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>clouds.yaml files and entries that cannot be used, and their errors and warnings.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class InvalidCloudsFileTests(TestCloud cloud) : VariableTests(cloud)
{
    [Fact]
    public void Ignored_settings_are_named_in_one_warning_and_unknown_ones_in_none()
    {
        Folder.Write(
            "clouds.yaml",
            $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}    force_ipv4: true\n    vendor_hook: a:b\n    our_own_key: "
                + "1\n    volume_api_version: 3\n    identity_api_version: 3\n");

        var result = Shell.Run("Connect-OpenStack -Cloud prod");

        result.MustSucceed();
        var warning = Assert.Single(result.Warnings);
        Assert.EndsWith("force_ipv4, vendor_hook.", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clouds: [prod]", 1, "a mapping")]
    [InlineData("clouds:\n  prod: on", 2, "a mapping")]
    [InlineData("clouds:\n  prod:\n    auth: demo", 3, "a mapping")]
    [InlineData("clouds:\n  prod:\n    auth: { auth_url: [a, b] }", 3, "a single value")]
    [InlineData("clouds:\n  prod:\n    regions: 1", 3, "a list of regions")]
    [InlineData("clouds:\n  prod:\n    verify: perhaps", 3, "true or false")]
    [InlineData("clouds:\n  prod:\n    interface: sideways", 3, "internal")]
    [InlineData("clouds:\n  prod:\n    auth_type: v3kerberos", 3, "v3applicationcredential")]
    [InlineData("clouds:\n  prod:\n    auth: { auth_url: 'ftp://x' }", 3, "https://host")]
    [InlineData("clouds:\n\tprod: {}", 2, "indented with spaces")]
    [InlineData("clouds:\n  prod: { a: ]\n", 2, "not YAML")]
    [InlineData("clouds:\n  prod: *nothing", 2, "has no anchor")]
    [InlineData("clouds:\n  prod: !!python/object/apply:os.system ['true']", 2, "type")]
    [InlineData("just a text", 1, "clouds:")]
    public void An_invalid_file_is_an_error_with_file_line_and_expected_content(string text, int line, string expected)
    {
        Folder.Write("clouds.yaml", text);

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.StartsWith($"{Folder.Path("clouds.yaml")}, line {line}:", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(error.Category(), new[] { ErrorCategory.InvalidData, ErrorCategory.InvalidArgument });
    }

    [ReliabilityRow("53", "clouds.yaml: an alias bomb; 10 MB; nested 10,000 levels deep; not UTF-8")]
    [Theory]
    [InlineData("bomb")]
    [InlineData("huge")]
    [InlineData("deep")]
    [InlineData("latin1")]
    public void A_hostile_file_is_refused(string kind)
    {
        Folder.Write("clouds.yaml", kind switch
        {
            "bomb" => System.Text.Encoding.UTF8.GetBytes(
                "a0: &a0 [x]\n"
                    + string.Concat(
                        Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"))),
            "huge" => System.Text.Encoding.UTF8.GetBytes(new string('#', 10_000_000)),
            "deep" => System.Text.Encoding.UTF8.GetBytes("clouds: " + new string('[', 10_000)),
            _ => System.Text.Encoding.Latin1.GetBytes("clouds:\n  prod: {}\n  caf\u00e9: {}\n"),
        });

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("ConfigurationFile", error.Id());
        Assert.Contains("clouds.yaml", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("53", $"{error.Id()} with the file, and the line if known");
    }

    [Fact]
    public void A_file_with_a_password_that_other_users_can_read_is_a_warning()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}");
        File.SetUnixFileMode(Folder.Path("clouds.yaml"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Single(Shell.Run("Connect-OpenStack -Cloud prod").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth_type: v3samlpassword", "v3samlpassword")]
    [InlineData("identity_api_version: 2.0", "version 3")]
    [InlineData("verify: perhaps", "'verify' should be true or false")]
    [InlineData("auth: 7", "a mapping")]
    [InlineData("regions: 1", "a list of regions")]
    [InlineData("auth: { auth_url: 'ftp://x' }", "https://host")]
    [InlineData("profile: betacloud", "no longer exists")]
    public void One_unusable_entry_is_one_error_and_the_others_are_listed_and_can_be_used(string entry, string reason)
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}  odd:\n    {entry}\n");

        var result = Shell.Run("Get-OpenStackCloud");

        Assert.Equal(["prod"], result.Output.Select(item => item.Text("Name")));
        var error = result.SingleError();
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("odd", error.TargetObject);
        Shell.Run("Get-OpenStackCloud p*").MustSucceed();
        Shell.Run("Connect-OpenStack -Cloud prod -Quiet").MustSucceed();
    }

    [Theory]
    [InlineData("clouds:\n  a:\n", "Get-OpenStackCloud", null)]
    [InlineData("clouds:\n  a:\n", "Connect-OpenStack -Cloud a", "SignInOptions")]
    [InlineData("clouds:\n  a:\n    auth: { auth_url: 'http://x\0y' }\n", "Get-OpenStackCloud", "ConfigurationFile")]
    [InlineData("clouds:\n  a: \0", "Connect-OpenStack -Cloud a", "SignInOptions")]
    public void An_empty_entry_and_a_NUL_character_are_specific_errors(string text, string command, string? id)
    {
        Folder.Write("clouds.yaml", text);

        var result = Shell.Run(command);

        Assert.Equal(id, (result.Terminating ?? (result.Errors.Count > 0 ? result.Errors[0] : null))?.Id());
    }

    [Fact]
    public void A_cloud_without_an_auth_url_is_named_in_the_error()
    {
        Folder.Write("clouds.yaml", "clouds: { prod: { auth: { username: demo, password: x } } }");

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("The cloud 'prod' has no auth_url", error.ToString(), StringComparison.Ordinal);
    }
}
