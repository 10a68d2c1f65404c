namespace OpenStackImage.Tests.Harness;

/// <summary>These tests set variables of the whole process, so that no other test may run at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables
{
    public const string Name = "Environment variables";
}

/// <summary>A class of tests that set variables and change to a folder of configuration files. Both are restored after each test.</summary>
public abstract class VariableTests : CloudTests
{
    private protected const string Clouds = "clouds:";

    private readonly Dictionary<string, string?> _before = [];

    private protected VariableTests(TestCloud cloud) : base(cloud) => Folder = new CloudsFolder(Shell);

    private protected CloudsFolder Folder { get; }

    private protected void Export(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private protected string Entry(string name, string user, string password)
        => $"  {name}:\n    auth: {Auth(user, password)}\n    region_name: RegionOne\n    interface: [ internal, public ]\n";

    private protected string Auth(string user, string password)
        => $"{{ auth_url: '{Cloud.AuthUrl}', username: {user}, password: '{password}', project_name: {user}, user_domain_name: Default, "
            + "project_domain_name: Default }";

    protected override void Dispose(bool disposing)
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Folder.Dispose();
        base.Dispose(disposing);
    }

}
