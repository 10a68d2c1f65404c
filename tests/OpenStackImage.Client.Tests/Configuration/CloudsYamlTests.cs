using System.Net;
using OpenStackImage.Configuration;

namespace OpenStackImage.Client.Tests.Configuration;

/// <summary>The entries of clouds.yaml, secure.yaml and clouds-public.yaml, and which of them takes precedence.</summary>
public sealed class CloudsYamlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clouds-").FullName;

    [Fact]
    public void A_cloud_overrides_its_profile_and_a_region_overrides_both()
    {
        Write("clouds-public.yaml", """
            public-clouds:
              vendor:
                auth: { auth_url: https://vendor.example/v3, project_name: of-the-profile }
                region_name: ProfileRegion
                interface: internal
            """);
        Write("clouds.yaml", """
            clouds:
              prod:
                profile: vendor
                auth: { username: demo, project_name: of-the-cloud }
                regions:
                  - name: One
                    values: { interface: admin }
                  - Two
            """);

        var first = Read("prod", region: null);
        var second = Read("prod", region: "Two");

        Assert.Equal("https://vendor.example/v3", first.AuthUrl?.OriginalString);
        Assert.Equal("of-the-cloud", first.Scope.ProjectName);
        Assert.Equal(("One", "admin"), (first.Region, Assert.Single(first.Interfaces!)));
        Assert.Equal(("Two", "internal"), (second.Region, Assert.Single(second.Interfaces!)));
    }

    [Fact]
    public void Dashes_in_keys_mean_underscores()
    {
        Write("clouds.yaml", "clouds: { prod: { region-name: One, auth: { auth-url: 'https://cloud.example', project-name: p } } }");

        var options = Read("prod", region: null);

        Assert.Equal(("https://cloud.example", "p", "One"), (options.AuthUrl?.OriginalString, options.Scope.ProjectName, options.Region));
    }

    [Fact]
    public void Aliases_do_not_multiply_values()
    {
        var lines = Enumerable.Range(1, 8).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 10))}]");
        Write("clouds.yaml", $"a0: &a0 [x, y]\n{string.Join("\n", lines)}\nclouds: {{ prod: {{ auth: {{ auth_url: 'https://c' }} }} }}");

        var failure = Assert.Throws<ConfigurationFileException>(() => Read("prod", region: null));

        Assert.Contains("more than 100000 values", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!!python/object/apply:os.system ['id']")]
    [InlineData("!System.Diagnostics.Process x")]
    [InlineData("!<tag:yaml.org,2002:binary> eA==")]
    public void A_tag_that_requests_a_type_is_refused(string value)
    {
        Write("clouds.yaml", $"clouds: {{ prod: {{ auth: {{ auth_url: {value} }} }} }}");

        var failure = Assert.Throws<ConfigurationFileException>(() => Read("prod", region: null));

        Assert.Contains("requests a type", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_can_be_in_secure_yaml()
    {
        Write("clouds.yaml", "clouds: { prod: { auth: { auth_url: 'https://cloud.example', username: demo } } }");
        Write("secure.yaml", "clouds: { prod: { auth: { password: a-secret } } }");

        var options = Read("prod", region: null);

        Assert.Equal("demo", options.User.Name);
        Assert.Equal("a-secret", new NetworkCredential("", options.User.Password).Password);
    }

    [Fact]
    public void A_value_next_to_auth_overrides_one_inside()
    {
        Write("clouds.yaml", """
            clouds:
              prod:
                project_name: next-to-auth
                auth: { auth_url: https://cloud.example, project_name: inside }
            """);

        Assert.Equal("next-to-auth", Read("prod", region: null).Scope.ProjectName);
    }

    [Fact]
    public void An_unknown_cloud_or_region_is_an_error_that_lists_the_known_ones()
    {
        Write("clouds.yaml", "clouds: { prod: { regions: [One, Two] }, test: { } }");

        var cloud = Assert.Throws<CloudNotFoundException>(() => Read("dev", region: null));
        var region = Assert.Throws<EndpointNotFoundException>(() => Read("prod", region: "Three"));

        Assert.Contains("prod, test", cloud.Message, StringComparison.Ordinal);
        Assert.Contains("One, Two", region.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_does_not_exist_is_a_warning_and_the_cloud_is_used_without_it()
    {
        Write("clouds.yaml", "clouds: { prod: { profile: none, auth: { auth_url: 'https://cloud.example' } } }");
        var files = CloudsYaml.Read(Path.Combine(_folder, "clouds.yaml"), Sources);

        var cloud = files.Cloud("prod", region: null);

        Assert.Equal("https://cloud.example", cloud.Text("auth_url"));
        Assert.Contains(files.Warnings, warning => warning.Contains("profile 'none'", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ConfigurationSources Sources => new(new Dictionary<string, string>(), _folder);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private SignInOptions Read(string cloud, string? region)
        => CloudEntryReader.Read(CloudsYaml.Read(Path.Combine(_folder, "clouds.yaml"), Sources).Cloud(cloud, region), Sources);
}
