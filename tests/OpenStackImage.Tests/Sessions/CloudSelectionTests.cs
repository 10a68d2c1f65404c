using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The cloud that is used if there are several clouds, files and OS_* variables.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class CloudSelectionTests(TestCloud cloud) : VariableTests(cloud)
{
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
}
