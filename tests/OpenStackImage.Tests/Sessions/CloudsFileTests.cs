using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>clouds.yaml, secure.yaml and clouds-public.yaml.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class CloudsFileTests(TestCloud cloud) : VariableTests(cloud)
{
    [Theory]
    [InlineData("clouds.yaml")]
    [InlineData("clouds.yml")]
    public void A_cloud_is_connected_by_name(string file)
    {
        Folder.Write(file, $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}");

        var result = Shell.Run("Connect-OpenStack prod");

        Assert.Empty(result.Warnings);
        var session = result.Single();
        Assert.Equal("prod", session.Text("CloudName"));
        Assert.Equal("prod", session.Text("Name"));
        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal("RegionOne", session.Text("Region"));
        Assert.Equal("internal", session.Text("Interface"));
        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [Fact]
    public void A_JSON_file_is_read()
    {
        Folder.Write("clouds.json", $$"""
            {
            	"clouds": {
            		"prod": {
            			"auth": {
            				"auth_url": "{{Cloud.AuthUrl}}", "username": "demo", "password": "{{Demo.Password}}", "project_name": "demo"
            			}
            		}
            	}
            }
            """);

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("ProjectName"));
    }

    [Fact]
    public void Dashes_tenant_names_and_values_outside_auth_are_equivalent()
    {
        Folder.Write("clouds.yaml", $"""
            clouds:
              prod:
                username: demo
                auth:
                  auth-url: {Cloud.AuthUrl}
                  username: nobody
                  password: {Demo.Password}
                  tenant-name: demo
                  domain-name: Default
                endpoint_type: publicURL
            """);

        var session = Shell.Run("Connect-OpenStack -Cloud prod").Single();

        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal("public", session.Text("Interface"));
    }

    [Fact]
    public void Anchors_and_merge_keys_are_followed()
    {
        Folder.Write("clouds.yaml", $"""
            common: &common
              auth_url: {Cloud.AuthUrl}
              username: nobody
            clouds:
              prod:
                auth:
                  <<: *common
                  username: demo
                  password: {Demo.Password}
                  project_name: demo
            """);

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("UserName"));
    }

    [Fact]
    public void Secure_yaml_overrides_the_entry_and_the_entry_overrides_a_profile()
    {
        Folder.Write("clouds-public.yaml", $$"""
            public-clouds:
              vendor:
                auth: { auth_url: '{{Cloud.AuthUrl}}/{region_name}', username: nobody, project_name: demo }
                regions: [ v2.0, v3 ]
                interface: admin
            """);
        Folder.Write("clouds.yaml", "clouds: { prod: { profile: vendor, auth: { username: demo, password: wrong } } }");
        Folder.Write("secure.yaml", $"clouds: {{ prod: {{ auth: {{ password: {Demo.Password} }} }} }}");

        var session = Shell.Run("Connect-OpenStack -Cloud prod -Region v3 -ImageEndpoint " + Cloud.ImageEndpoint).Single();

        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal("v3", session.Text("Region"));
        Assert.Equal("admin", session.Text("Interface"));
    }

    [Fact]
    public void A_missing_profile_is_named_in_a_warning()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}    profile: nosuchvendor\n");

        var result = Shell.Run("Connect-OpenStack -Cloud prod");

        result.MustSucceed();
        Assert.Contains("'nosuchvendor'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("neither built in nor in clouds-public.yaml (none was found)", result.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_region_is_used_with_its_own_settings()
    {
        Folder.Write("clouds.yaml", $"""
            clouds:
              prod:
                auth: {Auth("demo", Demo.Password)}
                regions:
                - name: RegionOne
                  values: {"{ interface: admin }"}
                - RegionTwo
            """);

        var session = Shell.Run("Connect-OpenStack -Cloud prod").Single();
        Assert.Equal("RegionOne", session.Text("Region"));
        Assert.Equal("admin", session.Text("Interface"));

        var error = Shell.Run("Connect-OpenStack -Cloud prod -Region RegionThree").MustTerminate();
        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("RegionOne, RegionTwo", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_cloud_needs_no_name_and_with_several_a_name_is_required()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}");
        Assert.Equal("prod", Shell.Run("Connect-OpenStack").Single().Text("CloudName"));

        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}{Entry("test", "alt", Alt.Password)}");
        var error = Shell.Run("Connect-OpenStack").MustTerminate();
        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("prod, test", error.ToString(), StringComparison.Ordinal);

        Export(("OS_CLOUD", "test"));
        Assert.Equal("alt", Shell.Run("Connect-OpenStack").Single().Text("UserName"));
        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("UserName"));
    }

    [Fact]
    public void A_parameter_overrides_a_variable_and_a_variable_overrides_the_file()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", "wrong")}");
        Export(("OS_PASSWORD", Demo.Password), ("OS_INTERFACE", "admin"));

        Assert.Equal("admin", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("Interface"));
        Assert.Equal("public", Shell.Run("Connect-OpenStack -Cloud prod -Interface public").Single().Text("Interface"));
    }

    [Fact]
    public void Variables_of_another_cloud_are_ignored_and_its_password_is_not_sent()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}");
        Export(
            ("OS_AUTH_URL", "http://127.0.0.1:1/identity"),
            ("OS_USERNAME", "other"),
            ("OS_PASSWORD", "other"),
            ("OS_PROJECT_NAME", "other"));

        var result = Shell.Run("Connect-OpenStack -Cloud prod");

        Assert.Equal("demo", result.Single().Text("UserName"));
        Assert.Contains("OS_AUTH_URL", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_are_a_separate_cloud_with_a_name()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "alt", Alt.Password)}");
        Export(
            ("OS_AUTH_URL", Cloud.AuthUrl.AbsoluteUri),
            ("OS_USERNAME", "demo"),
            ("OS_PASSWORD", Demo.Password),
            ("OS_PROJECT_NAME", "demo"));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack").Single().Text("UserName"));
        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud envvars").Single().Text("UserName"));
        Export(("OS_CLOUD_NAME", "mine"));
        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud mine").Single().Text("UserName"));
    }

    [Fact]
    public void The_file_is_specified_by_a_variable_or_a_parameter()
    {
        Folder.Write("a.yaml", $"{Clouds}\n{Entry("prod", "demo", "wrong")}")
            .Write("a-secure.yaml", $"clouds: {{ prod: {{ auth: {{ password: {Demo.Password} }} }} }}");
        Folder.Write("b.yaml", $"{Clouds}\n{Entry("prod", "alt", Alt.Password)}");
        Export(("OS_CLIENT_CONFIG_FILE", Folder.Path("a.yaml")), ("OS_CLIENT_SECURE_FILE", Folder.Path("a-secure.yaml")));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("UserName"));

        Export(("OS_CLIENT_SECURE_FILE", null));
        Assert.Equal("alt", Shell.Run("Connect-OpenStack -Cloud prod -ConfigFile b.yaml").Single().Text("UserName"));
        var error = Shell.Run("Connect-OpenStack -Cloud prod -ConfigFile c.yaml").MustTerminate();
        Assert.Equal("FileNotFound", error.Id());
        Assert.Contains("c.yaml", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_cloud_is_an_error_that_lists_the_known_ones()
    {
        var missing = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();
        Assert.Equal("CloudNotFound", missing.Id());
        Assert.Contains("clouds.yaml", missing.ToString(), StringComparison.Ordinal);

        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", Demo.Password)}");
        var error = Shell.Run("Connect-OpenStack -Cloud prd").MustTerminate();
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Contains("prod", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("prd", error.TargetObject);
    }

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

    [ReliabilityRow("53", "clouds.yaml: bomb of aliases; 10 MB; nested 10,000 deep; not UTF-8")]
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
        ReliabilityPage.Saw("53", $"{error.Id()} with the file, and the line where there is one");
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

    [Fact]
    public void Get_OpenStackCloud_lists_clouds_and_their_files_without_secrets()
    {
        Folder.Write("clouds.yaml", $"{Clouds}\n{Entry("prod", "demo", "Pa55w0rd-one")}{Entry("test", "alt", "Pa55w0rd-two")}");
        Export(("OS_AUTH_URL", Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "mine"), ("OS_PASSWORD", "Pa55w0rd-three"));

        var result = Shell.Run("Get-OpenStackCloud");

        Assert.Equal(["prod", "test", "envvars"], result.Texts("Name"));
        Assert.Equal(["demo", "alt", "mine"], result.Texts("UserName"));
        Assert.Equal([Folder.Path("clouds.yaml"), Folder.Path("clouds.yaml"), ""], result.Texts("Path"));
        Assert.Equal(["False", "False", "True"], result.Texts("IsDefault"));
        Assert.Equal("OpenStackImage.OpenStackCloud", result.Output[0].TypeNames[0]);
        SecretHunt.AssertAbsent("Pa55w0rd", result, Shell);
        Assert.Equal(["test"], Shell.Run("Get-OpenStackCloud t*").Texts("Name"));
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

    [Theory]
    [InlineData("profile: otc", "https://iam.eu-de.otc.t-systems.com/v3", "eu-de, eu-nl")]
    [InlineData("profile: otc, region_name: eu-nl", "https://iam.eu-nl.otc.t-systems.com/v3", "eu-de, eu-nl")]
    [InlineData("profile: vexxhost", "https://auth.vexxhost.net/v3", "ca-ymq-1, sjc1")]
    [InlineData("profile: ovh, region_name: BRAND-NEW-1", "https://auth.cloud.ovh.net/", null)]
    [InlineData("cloud: switchcloud, regions: [zhc]", "https://identity.compute.cloud.switch.ch/v3", "zhc")]
    public void A_built_in_profile_has_the_URL_and_the_regions_of_a_vendor(string settings, string url, string? regions)
    {
        Folder.Write("clouds.yaml", $"clouds: {{ mine: {{ {settings} }} }}");

        var cloud = Shell.Run("Get-OpenStackCloud").Single();

        Assert.Equal(new Uri(url), cloud.Value<Uri>("AuthUrl"));
        if (regions is not null)
        {
            Assert.Equal(regions, string.Join(", ", cloud.Value<IEnumerable<string>>("Regions")));
        }
    }

    [Fact]
    public void A_cloud_without_an_auth_url_is_named_in_the_error()
    {
        Folder.Write("clouds.yaml", "clouds: { prod: { auth: { username: demo, password: x } } }");

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("The cloud 'prod' has no auth_url", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-OpenStack -Cloud p", new[] { "prod", "'prod two'" })]
    [InlineData("Connect-OpenStack t", new[] { "test" })]
    [InlineData("Get-OpenStackCloud -Name te", new[] { "test" })]
    [InlineData("Connect-OpenStack -ConfigFile ./other.yaml -Cloud ", new[] { "elsewhere" })]
    public void Tab_completes_the_names_of_clouds(string line, string[] expected)
    {
        Folder.Write("clouds.yaml", "clouds: { prod: {}, 'prod two': {}, test: {} }").Write("other.yaml", "clouds: { elsewhere: {} }");
        Shell.Set("line", line);

        Assert.Equal(
            expected,
            Shell.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches")
                .Texts("CompletionText"));
    }

    private const string Clouds = "clouds:";

    private string Entry(string name, string user, string password)
        => $"  {name}:\n    auth: {Auth(user, password)}\n    region_name: RegionOne\n    interface: [ internal, public ]\n";

    private string Auth(string user, string password)
        => $"{{ auth_url: '{Cloud.AuthUrl}', username: {user}, password: '{password}', project_name: {user}, user_domain_name: Default, "
            + "project_domain_name: Default }";
}
