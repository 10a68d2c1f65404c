using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>docs/authentication.md has a row for each auth type, with an existing test and the clouds on which it runs.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed partial class AuthenticationPageTests(TestCloud cloud) : VariableTests(cloud)
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Build.Root, "docs", "authentication.md"));

    private static readonly Match[] Methods = Rows(Method());

    public static TheoryData<string, string> NotSupported
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in Rows(Refused()))
            {
                rows.Add(row.Groups["name"].Value, row.Groups["reason"].Value);
            }

            return rows;
        }
    }

    [Fact]
    public void Every_auth_type_has_a_row()
    {
        Folder.Write("clouds.yaml", "clouds: { prod: { auth_type: unheard-of, auth: { auth_url: 'http://127.0.0.1' } } }");

        var known = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate().ToString();

        var types = known[(known.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(", ");
        var rows = Methods.SelectMany(row => row.Groups["name"].Value.Split(", "))
            .Select(name => name.Trim('`'));
        Assert.Equal(types.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_auth_type_names_its_tests_and_where_they_run() => Assert.All(Methods, row =>
    {
        var tests = TestName().Matches(row.Groups["tests"].Value).Select(name => Test(name.Groups["test"].Value)).ToArray();
        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.True(test?.GetCustomAttribute<FactAttribute>() is not null, row.Value));
        var runsAnywhere = tests.Any(test => !IsLocalOnly(test!) && !IsOfFederation(test!));
        Assert.Equal(runsAnywhere ? "tested" : "stand-in", row.Groups["local"].Value);
        Assert.Equal(runsAnywhere ? "tested" : "-", row.Groups["real"].Value);
        Assert.Equal(tests.Any(test => IsOfFederation(test!)) ? "tested" : "-", row.Groups["federation"].Value);
    });

    [Theory]
    [MemberData(nameof(NotSupported))]
    public void An_auth_type_that_is_not_supported_is_an_error_with_the_reason_and_the_other_clouds_can_be_used(string name, string reason)
    {
        Folder.Write("clouds.yaml", $$"""
            clouds:
              odd: { auth_type: {{name}}, auth: { auth_url: 'http://127.0.0.1' } }
              prod: { auth: { auth_url: '{{Cloud.AuthUrl}}', username: demo, password: {{Demo.Password}}, project_name: demo } }
            """);

        var error = Shell.Run("Connect-OpenStack -Cloud odd").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains($"the auth_type '{name}' is not supported ({reason})", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["prod"], Shell.Run("Get-OpenStackCloud").Output.Select(item => item.Text("Name")));
        Shell.Run("Connect-OpenStack -Cloud prod -Quiet").MustSucceed();
    }

    [Fact]
    public void Every_scope_names_a_test_and_the_clouds_on_which_it_runs() => Assert.All(Rows(Scope()), row =>
    {
        var test = typeof(AuthenticationPageTests).Assembly.GetTypes()
            .SingleOrDefault(type => type.Name == row.Groups["class"].Value)?.GetMethod(row.Groups["method"].Value);
        Assert.True(test?.GetCustomAttribute<FactAttribute>() is not null, row.Value);
        var runsAnywhere = !IsLocalOnly(test!);
        Assert.Equal(runsAnywhere ? "tested" : "not possible", row.Groups["real"].Value);
    });

    [Fact]
    public void Every_case_of_certificates_and_proxies_names_its_tests_and_where_they_run()
    {
        var cases = Rows(Case());

        Assert.All(cases, row =>
        {
            Assert.True(Test(row, "core")?.GetCustomAttribute<FactAttribute>() is not null, row.Value);
            var desktop = Test(row, "desktop")?.GetCustomAttribute<DesktopFactAttribute>();
            Assert.True(desktop is not null || Test(row, "desktop")?.GetCustomAttribute<DesktopTheoryAttribute>() is not null, row.Value);
            Assert.Equal(desktop?.RunsOnMono == false ? "not possible" : "tested", row.Groups["mono"].Value);
        });
        Assert.Equal(
            new[] { typeof(DesktopTests), typeof(DesktopProxyTests) }.SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Order(StringComparer.Ordinal),
            cases.Select(row => row.Groups["desktop"].Value).Order(StringComparer.Ordinal));
    }

    private static Match[] Rows(Regex form) => [.. Lines.Select(line => form.Match(line)).Where(match => match.Success)];

    private static MethodInfo? Test(Match row, string group) => Test(row.Groups[group].Value);

    private static MethodInfo? Test(string name) => name.Split('.') is [var type, var method]
        ? typeof(AuthenticationPageTests).Assembly.GetTypes().SingleOrDefault(test => test.Name == type)?.GetMethod(method)
        : null;

    private static bool IsLocalOnly(MethodInfo test)
        => test.GetCustomAttribute<LocalCloudFactAttribute>() is not null
            || test.GetCustomAttribute<LocalCloudTheoryAttribute>() is not null;

    private static bool IsOfFederation(MethodInfo test)
        => test.GetCustomAttribute<FederationFactAttribute>() is not null
            || test.GetCustomAttribute<FederationTheoryAttribute>() is not null;

    [GeneratedRegex(@"^\| [^|]+ \| `(?<core>\w+\.\w+)` \| `(?<desktop>\w+\.\w+)` \| (?<mono>[^|]+) \|$")]
    private static partial Regex Case();

    [GeneratedRegex(
        @"^\| (?<name>`[^|]+`) \| [^|]+ \| (?<local>[^|]+) \| (?<real>[^|]+) \| (?<federation>[^|]+) \| [^|]+ \| (?<tests>[^|]+) \|$")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| `(?<name>v\w+)` \| (?<reason>[^|`]+) \|$")]
    private static partial Regex Refused();

    [GeneratedRegex(@"`(?<test>\w+\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| (?<name>\w+) \| [^|]+ \| tested \| (?<real>[^|]+) \| `(?<class>\w+)\.(?<method>\w+)` \|$")]
    private static partial Regex Scope();
}
