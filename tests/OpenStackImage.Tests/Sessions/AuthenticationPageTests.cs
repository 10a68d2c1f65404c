using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>docs/authentication.md has a row for each auth type, with a test that there is, on the clouds on which it runs.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed partial class AuthenticationPageTests(TestCloud cloud) : VariableTests(cloud)
{
    private static readonly Match[] Rows =
    [
        .. File.ReadAllLines(Path.Combine(Build.Root, "docs", "authentication.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success),
    ];

    [Fact]
    public void Every_auth_type_has_a_row()
    {
        Folder.Write("clouds.yaml", "clouds: { prod: { auth_type: unheard-of, auth: { auth_url: 'http://127.0.0.1' } } }");

        var known = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate().ToString();

        var types = known[(known.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(", ");
        var rows = Rows.Select(row => row.Groups["name"].Value).Where(name => name.StartsWith('`')).SelectMany(names => names.Split(", "))
            .Select(name => name.Trim('`'));
        Assert.Equal(types.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_names_a_test_and_the_clouds_on_which_it_runs() => Assert.All(Rows, row =>
    {
        var test = typeof(AuthenticationPageTests).Assembly.GetTypes()
            .SingleOrDefault(type => type.Name == row.Groups["class"].Value)?.GetMethod(row.Groups["method"].Value);
        Assert.True(test?.GetCustomAttribute<FactAttribute>() is not null, row.Value);
        var runsAnywhere = test!.GetCustomAttribute<LocalCloudFactAttribute>() is null
            && test.GetCustomAttribute<LocalCloudTheoryAttribute>() is null;
        Assert.Equal(runsAnywhere ? "tested" : "not possible", row.Groups["real"].Value);
    });

    [Fact]
    public void Every_case_of_certificates_and_proxies_names_its_tests_and_where_they_run()
    {
        var cases = File.ReadAllLines(Path.Combine(Build.Root, "docs", "authentication.md")).Select(line => Case().Match(line))
            .Where(match => match.Success).ToArray();

        Assert.All(cases, row =>
        {
            Assert.True(Test(row, "core")?.GetCustomAttribute<FactAttribute>() is not null, row.Value);
            var desktop = Test(row, "desktop")?.GetCustomAttribute<DesktopFactAttribute>();
            Assert.True(desktop is not null || Test(row, "desktop")?.GetCustomAttribute<DesktopTheoryAttribute>() is not null, row.Value);
            Assert.Equal(desktop?.RunsOnMono == false ? "not possible" : "tested", row.Groups["mono"].Value);
        });
        Assert.Equal(
            typeof(DesktopTests).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(method => $"{nameof(DesktopTests)}.{method.Name}").Order(StringComparer.Ordinal),
            cases.Select(row => row.Groups["desktop"].Value).Order(StringComparer.Ordinal));
    }

    private static MethodInfo? Test(Match row, string group) => row.Groups[group].Value.Split('.') is [var type, var method]
        ? typeof(AuthenticationPageTests).Assembly.GetTypes().SingleOrDefault(test => test.Name == type)?.GetMethod(method)
        : null;

    [GeneratedRegex(@"^\| [^|]+ \| `(?<core>\w+\.\w+)` \| `(?<desktop>\w+\.\w+)` \| (?<mono>[^|]+) \|$")]
    private static partial Regex Case();

    [GeneratedRegex(@"^\| (?<name>[^|]+) \| [^|]+ \| tested \| (?<real>[^|]+) \| (?:[^|]+ \| )?`(?<class>\w+)\.(?<method>\w+)` \|$")]
    private static partial Regex Row();
}
