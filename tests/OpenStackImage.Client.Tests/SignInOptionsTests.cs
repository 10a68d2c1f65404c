using System.Net;
using System.Security;
using OpenStackImage.Configuration;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests;

public sealed class SignInOptionsTests
{
    private static readonly SecureString Secret = new NetworkCredential("", "secret").SecurePassword;

    private static readonly SignInOptions FromFile = new()
    {
        AuthUrl = new Uri("http://cloud/identity"),
        UserName = "file-user",
        UserDomain = new DomainReference(null, "file-domain"),
        Password = Secret,
        ProjectName = "file-project",
        Region = "file-region",
        Interface = "internal",
    };

    [Fact]
    public void What_is_not_given_comes_from_elsewhere()
    {
        var options = new SignInOptions { Region = "given" }.OrElse(FromFile);

        Assert.Equal(FromFile with { Region = "given" }, options);
    }

    [Fact]
    public void A_given_user_does_not_get_the_password_of_another()
    {
        var options = new SignInOptions { UserName = "given" }.OrElse(FromFile with { UserId = "file-id", Token = Secret });

        Assert.Equal("given", options.UserName);
        Assert.Null(options.UserId);
        Assert.Null(options.Password);
        Assert.Null(options.Token);
        Assert.Throws<SignInOptionsException>(options.Method);
    }

    [Fact]
    public void A_given_token_takes_the_place_of_user_and_password()
    {
        var options = new SignInOptions { Token = Secret }.OrElse(FromFile);

        Assert.Null(options.UserName);
        Assert.IsType<TokenMethod>(options.Method());
    }

    [Fact]
    public void A_given_project_takes_the_place_of_name_and_id()
    {
        var options = new SignInOptions { ProjectName = "given" }.OrElse(FromFile with { ProjectId = "file-id" });

        Assert.Equal("given", options.ProjectName);
        Assert.Null(options.ProjectId);
    }

    [Fact]
    public void An_openrc_file_is_read_with_its_older_names_and_empty_is_not_set()
    {
        var options = Read(
            ("OS_AUTH_URL", "http://cloud/identity"), ("OS_USERNAME", "demo"), ("OS_PASSWORD", "secret"), ("OS_TENANT_NAME", "demo"), ("OS_PROJECT_NAME", ""),
            ("OS_USER_DOMAIN_NAME", "Users"), ("OS_PROJECT_DOMAIN_ID", "4bd7d31a5c5b4a8a8d7a8a2d1f2e3c4b"), ("OS_REGION_NAME", "RegionOne"), ("OS_ENDPOINT_TYPE", "publicURL"));

        Assert.Equal("demo", options.ProjectName);
        Assert.Equal(new DomainReference(null, "Users"), options.UserDomain);
        Assert.Equal(new DomainReference("4bd7d31a5c5b4a8a8d7a8a2d1f2e3c4b", null), options.ProjectDomain);
        Assert.Equal("RegionOne", options.Region);
        Assert.Equal("publicURL", options.Interface);
        Assert.Equal("secret", new NetworkCredential("", options.Password).Password);
    }

    [Fact]
    public void An_id_goes_before_a_name()
    {
        var options = Read(("OS_USER_DOMAIN_ID", "default"), ("OS_USER_DOMAIN_NAME", "Users"), ("OS_DEFAULT_DOMAIN", "Others"));

        Assert.Equal(DomainReference.Default, options.UserDomain);
        Assert.Equal(new DomainReference(null, "Others"), options.ProjectDomain);
    }

    [Fact]
    public void Nothing_set_gives_nothing()
    {
        Assert.Equal(new SignInOptions(), Read());
    }

    [Theory]
    [InlineData("cloud.example")]
    [InlineData("ftp://cloud.example")]
    [InlineData("http://user:Pa55w0rd@cloud.example")]
    [InlineData("http://cloud.example?token=Pa55w0rd")]
    public void An_auth_url_that_is_none_is_refused_by_its_variable(string url)
    {
        var exception = Assert.Throws<SignInOptionsException>(() => Read(("OS_AUTH_URL", url)));

        Assert.Contains("OS_AUTH_URL", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Pa55w0rd", exception.ToString(), StringComparison.Ordinal);
    }

    private static SignInOptions Read(params (string Name, string Value)[] variables)
    {
        var values = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return OpenRc.Read(name => values.GetValueOrDefault(name));
    }
}
