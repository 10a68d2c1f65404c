using System.Net;
using System.Security;
using OpenStackImage.Configuration;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Configuration;

public sealed class SignInOptionsTests
{
    private static readonly SecureString Secret = new NetworkCredential("", "secret").SecurePassword;

    private static readonly SignInOptions FromFile = new()
    {
        AuthUrl = new Uri("http://cloud/identity"),
        User = new UserOptions { Name = "file-user", Domain = new DomainReference(null, "file-domain"), Password = Secret },
        Scope = new ScopeOptions { ProjectName = "file-project" },
        Region = "file-region",
        Interfaces = ["internal"],
    };

    [Fact]
    public void An_omitted_value_comes_from_the_next_source()
    {
        var options = new SignInOptions { Region = "given" }.WithFallback(FromFile);

        Assert.Equal(FromFile with { Region = "given" }, options);
    }

    [Fact]
    public void A_specified_user_does_not_get_the_secrets_of_another()
    {
        var options = new SignInOptions { User = new UserOptions { Name = "given" } }
            .WithFallback(
                FromFile with
                {
                    User = FromFile.User with
                    {
                        Id = "file-id",
                        Token = Secret,
                        Passcode = Secret,
                        ApplicationCredentialId = "x",
                        ApplicationCredentialSecret = Secret,
                    },
                });

        Assert.Equal(new UserOptions { Name = "given", Domain = FromFile.User.Domain }, options.User);
        Assert.Throws<SignInOptionsException>(() => options.ToSignIn(_ => { }));
    }

    [Fact]
    public void The_same_user_in_two_sources_keeps_the_password()
        => Assert.Same(Secret, new SignInOptions { User = new UserOptions { Name = "file-user" } }.WithFallback(FromFile).User.Password);

    [Theory]
    [InlineData(AuthType.ApplicationCredential, AuthType.Password)]
    [InlineData(AuthType.Token, AuthType.Password)]
    [InlineData(AuthType.OidcPassword, AuthType.OidcPassword)]
    [InlineData(AuthType.HttpBasic, AuthType.HttpBasic)]
    public void A_specified_user_keeps_the_auth_type_of_the_file_if_it_applies_to_users(object inFile, object expected)
    {
        var options = new SignInOptions
        {
            User = new UserOptions { Name = "given", Password = Secret },
        }.WithFallback(FromFile with { AuthType = (AuthType)inFile });

        Assert.Equal(expected, options.EffectiveAuthType);
    }

    [Fact]
    public void A_specified_token_replaces_user_and_password()
    {
        var options = new SignInOptions { User = new UserOptions { Token = Secret } }.WithFallback(
            FromFile with { AuthType = AuthType.Password });

        Assert.Null(options.User.Name);
        Assert.Equal(AuthType.Token, options.EffectiveAuthType);
    }

    [Fact]
    public void A_specified_scope_replaces_a_scope_of_any_kind()
    {
        var options = new SignInOptions { Scope = new ScopeOptions { System = true } }.WithFallback(FromFile);

        Assert.Equal(new SystemScope(), options.Scope.ToScope());
    }

    [Fact]
    public void Two_scopes_are_an_error_that_names_both()
    {
        var exception = Assert.Throws<SignInOptionsException>(() => new ScopeOptions { ProjectName = "one", TrustId = "two" }.ToScope());

        Assert.Contains("project 'one'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("the trust with ID two", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_older_names_of_openrc_variables_are_read_and_empty_ones_are_ignored()
    {
        var options = Read(
            ("OS_AUTH_URL", "http://cloud/identity"),
            ("OS_USERNAME", "demo"),
            ("OS_PASSWORD", "secret"),
            ("OS_TENANT_NAME", "demo"),
            ("OS_PROJECT_NAME", ""),
            ("OS_USER_DOMAIN_NAME", "Users"),
            ("OS_PROJECT_DOMAIN_ID", "4bd7d31a5c5b4a8a8d7a8a2d1f2e3c4b"),
            ("OS_REGION_NAME", "RegionOne"),
            ("OS_ENDPOINT_TYPE", "publicURL"));

        Assert.Equal("demo", options.Scope.ProjectName);
        Assert.Equal(new DomainReference(null, "Users"), options.User.Domain);
        Assert.Equal(new DomainReference("4bd7d31a5c5b4a8a8d7a8a2d1f2e3c4b", null), options.Scope.ProjectDomain);
        Assert.Equal("RegionOne", options.Region);
        Assert.Equal(["publicURL"], options.Interfaces);
        Assert.Equal("secret", new NetworkCredential("", options.User.Password).Password);
    }

    [Fact]
    public void An_ID_takes_precedence_over_a_name()
    {
        var options = Read(("OS_USER_DOMAIN_ID", "default"), ("OS_USER_DOMAIN_NAME", "Users"), ("OS_DEFAULT_DOMAIN", "Others"));

        Assert.Equal(DomainReference.Default, options.User.Domain);
        Assert.Equal(new DomainReference(null, "Others"), options.Scope.ProjectDomain);
    }

    [Theory]
    [InlineData("OS_PROJECT_NAME", false)]
    [InlineData("OS_REGION_NAME", true)]
    public void A_domain_alone_is_the_scope_and_with_a_project_the_domain_of_user_and_project(string other, bool isScope)
    {
        var options = Read(("OS_DOMAIN_NAME", "Teams"), (other, "x"));

        var teams = new DomainReference(null, "Teams");
        Assert.Equal(isScope ? new DomainScope(teams) : new ProjectScope(null, "x", teams), options.Scope.ToScope());
        Assert.Equal(isScope ? null : teams, options.User.Domain);
    }

    [Fact]
    public void Without_variables_there_are_no_options() => Assert.Equal(new SignInOptions(), Read());

    [Theory]
    [InlineData("cloud.example")]
    [InlineData("ftp://cloud.example")]
    [InlineData("http://user:Pa55w0rd@cloud.example")]
    [InlineData("http://cloud.example?token=Pa55w0rd")]
    public void An_invalid_auth_URL_is_an_error_that_names_the_variable(string url)
    {
        var exception = Assert.Throws<SignInOptionsException>(() => Read(("OS_AUTH_URL", url)));

        Assert.Contains("OS_AUTH_URL", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Pa55w0rd", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OS_AUTH_TYPE", "v3kerberos", "v3applicationcredential")]
    [InlineData("OS_IDENTITY_API_VERSION", "2.0", "version 3")]
    [InlineData("OS_SYSTEM_SCOPE", "some", "'all'")]
    [InlineData("OS_INTERFACE", "sideways", "internal")]
    [InlineData("OS_INSECURE", "perhaps", "true or false")]
    [InlineData("OS_API_TIMEOUT", "soon", "seconds")]
    public void An_invalid_value_is_an_error_with_its_variable_and_the_valid_values(string name, string value, string expected)
    {
        var exception = Assert.ThrowsAny<OpenStackException>(() => Read((name, value)));

        Assert.StartsWith(name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static SignInOptions Read(params (string Name, string Value)[] variables)
    {
        var sources = new ConfigurationSources(variables.ToDictionary(variable => variable.Name, variable => variable.Value), "/");
        return CloudEntryReader.Read(OpenRc.Read(sources), sources);
    }
}
