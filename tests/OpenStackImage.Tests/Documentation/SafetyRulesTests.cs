using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The section "Safety rules" of docs/reliability.md names tests that exist, and every class that sends a POST.</summary>
public sealed partial class SafetyRulesTests
{
    private const int Rules = 13;
    private const string NoTest = "no test yet";

    private static readonly string[] Section =
        [.. File.ReadLines(Path.Combine(Build.Root, "docs", "reliability.md"))
            .SkipWhile(line => line != "## Safety rules").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];

    private static readonly Match[] Rows = [.. Section.Select(line => RuleRow().Match(line)).Where(match => match.Success)];

    /// <summary>The code of the test projects whose assemblies are not loaded here.</summary>
    private static readonly Lazy<string[]> ClientTests = new(
        () => [.. Sources("tests/OpenStackImage.Client.Tests").Select(File.ReadAllText)]);

    [Fact]
    public void Each_rule_has_rows_in_order()
    {
        var numbers = Rows.Select(row => int.Parse(row.Groups["rule"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(Enumerable.Range(1, Rules), numbers.Distinct());
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public void Each_row_names_tests_that_exist()
    {
        var named = Rows.SelectMany(TestsOf).ToHashSet();

        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.True(Exists(test), test));
    }

    [Fact]
    public void Each_row_names_tests_or_says_no_test_yet()
        => Assert.All(Rows, row => Assert.True(row.Groups["tests"].Value == NoTest || TestsOf(row).Length > 0, row.Value));

    [Fact]
    public void Each_class_that_sends_a_POST_has_a_row()
    {
        var senders = Sources("src/OpenStackImage.Client")
            .Where(file => File.ReadAllText(file).Contains("ServiceRequest.Post", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file));
        var rows = Section.Select(line => PostRow().Match(line)).Where(match => match.Success).Select(match => match.Groups["class"].Value);

        Assert.Equal(senders.Distinct().Order(StringComparer.Ordinal), rows.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("SafetyRulesTests.Each_rule_has_rows_in_order", true)]
    [InlineData("SafetyRulesTests.No_such_test", false)]
    [InlineData("NoSuchTests.Each_rule_has_rows_in_order", false)]
    [InlineData("WireTests.A_property_name_is_one_query_name", true)]
    [InlineData("WireTests.No_such_test", false)]
    [InlineData("Terminal.Tests.ps1: no such test", false)]
    public void A_named_test_has_an_existing_class_and_method(string test, bool exists) => Assert.Equal(exists, Exists(test));

    private static string[] TestsOf(Match row) => [.. CodeSpan().Matches(row.Groups["tests"].Value).Select(span => span.Groups[1].Value)];

    private static bool Exists(string test) => ShellTest().Match(test) is { Success: true } shell
        ? IsShellTest(shell.Groups["file"].Value, shell.Groups["name"].Value)
        : test.Split('.') is [var type, var method] && (IsLoadedTest(type, method) || IsClientTest(type, method));

    private static bool IsLoadedTest(string type, string method) => typeof(SafetyRulesTests).Assembly.GetTypes()
        .Any(found => found.Name == type && found.GetMethod(method)?.GetCustomAttribute<FactAttribute>() is not null);

    private static bool IsClientTest(string type, string method) => ClientTests.Value.Any(code
        => Regex.IsMatch(code, $@"\bclass {Regex.Escape(type)}\b")
            && Regex.IsMatch(code, $@"\bpublic (async Task|void) {Regex.Escape(method)}\("));

    private static bool IsShellTest(string file, string name)
    {
        var path = Path.Combine(Build.Root, "tests", "shell", file);
        return File.Exists(path) && File.ReadAllText(path).Contains($"It '{name}'", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sources(string folder)
        => Directory.EnumerateFiles(Path.Combine(Build.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Build.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"^\| (?<rule>[0-9]+)\. [^|]+ \| [^|]+ \| (?<tests>[^|]+) \|$")]
    private static partial Regex RuleRow();

    [GeneratedRegex(@"^\| [^|]+ \| `(?<class>\w+)` \| [^|]+ \|$")]
    private static partial Regex PostRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^(?<file>\w+\.Tests\.ps1): (?<name>.+)$")]
    private static partial Regex ShellTest();
}
