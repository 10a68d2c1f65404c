using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The content of clouds.yaml, secure.yaml and clouds-public.yaml.</summary>
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
}
