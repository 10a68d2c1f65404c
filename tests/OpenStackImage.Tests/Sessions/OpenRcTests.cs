using System.Management.Automation;
using System.Management.Automation.Runspaces;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

[Collection(EnvironmentVariables.Name)]
public sealed class OpenRcTests(TestCloud cloud) : VariableTests(cloud)
{
    [Fact]
    public void The_variables_of_an_openrc_file_are_sufficient()
    {
        Export(
            (
                "OS_AUTH_URL",
                Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "demo"), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_NAME", "demo"),
            ("OS_USER_DOMAIN_NAME", "Default"), (
                "OS_PROJECT_DOMAIN_NAME", "Default"), ("OS_REGION_NAME", "RegionOne"), ("OS_INTERFACE", "internal"));

        var session = Shell.Run("Connect-OpenStack").Single();

        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal("RegionOne", session.Text("Region"));
        Assert.Equal("internal", session.Text("Interface"));
        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constrained_session_without_a_FileSystem_provider_connects(bool usesFile)
    {
        Export(
            ("OS_AUTH_URL", Cloud.AuthUrl.AbsoluteUri),
            ("OS_USERNAME", "demo"),
            ("OS_PASSWORD", Demo.Password),
            ("OS_PROJECT_NAME", "demo"));
        Folder.Write(
            "lab.yaml",
            $"clouds: {{ lab: {{ auth: {{ auth_url: '{Cloud.AuthUrl}', username: demo, password: '{Demo.Password}', project_name: "
                + "demo } } }");
        var state = InitialSessionState.Create();
        foreach (var (type, cmdlet) in ModuleAssembly.Of(Shell).Commands)
        {
            state.Commands.Add(new SessionStateCmdletEntry(ModuleAssembly.NameOf(cmdlet), type, helpFileName: null));
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var powershell = PowerShell.Create(runspace);
        powershell.AddCommand("Connect-OpenStack");
        if (usesFile)
        {
            powershell.AddParameter("ConfigFile", Folder.Path("lab.yaml"));
        }

        var session = Assert.Single(powershell.Invoke());

        Assert.Equal(usesFile ? "lab" : null, session.Text("CloudName"));
        Assert.Equal("demo", session.Text("ProjectName"));
    }

    [Fact]
    public void The_variables_can_contain_IDs()
    {
        Export(
            (
                "OS_AUTH_URL",
                Cloud.AuthUrl.AbsoluteUri), ("OS_USER_ID", Demo.UserId), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_ID", Demo.ProjectId));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack").Single().Text("UserName"));
    }

    [Fact]
    public void Domains_in_variables_can_be_IDs()
    {
        Export(
            (
                "OS_AUTH_URL",
                Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "demo"), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_NAME", "demo"),
            ("OS_USER_DOMAIN_ID", Demo.DomainId), ("OS_PROJECT_DOMAIN_ID", Demo.DomainId));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack").Single().Text("ProjectName"));
    }

    [Fact]
    public void A_wrong_region_in_the_variables_is_an_error_and_a_parameter_fixes_it()
    {
        Export(
            (
                "OS_AUTH_URL",
                Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "demo"), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_NAME", "demo"),
            ("OS_REGION_NAME", "Atlantis"));

        Assert.Equal("EndpointNotFound", Shell.Run("Connect-OpenStack").MustTerminate().Id());
        Assert.Equal("RegionOne", Shell.Run("Connect-OpenStack -Region RegionOne").Single().Text("Region"));
    }

    [Fact]
    public void A_credential_overrides_the_variables_and_their_password()
    {
        Export(
            (
                "OS_AUTH_URL",
                Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "demo"), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_NAME", "demo"));
        Shell.Set("credential", Shell.Credential("alt", Alt.Password));

        Assert.Equal("alt", Shell.Run("Connect-OpenStack -Credential $credential -ProjectName alt").Single().Text("UserName"));
    }

    [Theory]
    [InlineData("OS_AUTH_URL")]
    [InlineData("OS_USERNAME")]
    public void A_missing_variable_is_named_in_one_error(string missing)
    {
        ExportAll();
        Export((missing, null));

        var error = Shell.Run("Connect-OpenStack").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category());
        Assert.Contains(missing, error.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(Demo.Password, error);
    }

    [Fact]
    public void PowerShell_prompts_for_a_missing_password()
    {
        ExportAll();
        Export(("OS_PASSWORD", null));

        Assert.Contains("Password of demo: ********", Shell.Show("$null = Connect-OpenStack"));
        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
    }

    [Fact]
    public void Without_a_prompt_a_missing_password_is_an_error()
    {
        ExportAll();
        Export(("OS_PASSWORD", null));

        // A runspace without a window, as those of ForEach-Object -Parallel, jobs and services are.
        var result = Shell.Run("""
            $unattended = [powershell]::Create([initialsessionstate]::CreateDefault2())
            $null = $unattended.AddScript("Import-Module '$manifest'; Connect-OpenStack")
            $null = $unattended.Invoke()
            $unattended.Streams.Error[0]
            """);

        var error = Assert.IsType<ErrorRecord>(result.Single().BaseObject);
        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains("OS_PASSWORD", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pinned_session_does_not_use_the_variables()
    {
        Export(
            ("OS_AUTH_URL", "http://127.0.0.1:1"), ("OS_USERNAME", "nobody"), ("OS_PASSWORD", "nothing"), ("OS_REGION_NAME", "Atlantis"));
        Shell.Set("endpoint", Cloud.ImageEndpoint.AbsoluteUri).Set("token", Shell.Secret(await Demo.IssueTokenAsync()));

        Shell.Run("$null = Connect-OpenStack -ImageEndpoint $endpoint -Token $token; Get-OSImage -Visibility private").MustSucceed();
    }

    private void ExportAll() => Export(
        ("OS_AUTH_URL", Cloud.AuthUrl.AbsoluteUri), ("OS_USERNAME", "demo"), ("OS_PASSWORD", Demo.Password), ("OS_PROJECT_NAME", "demo"));
}
