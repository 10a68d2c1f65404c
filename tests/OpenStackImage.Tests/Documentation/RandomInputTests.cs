using System.Globalization;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The table of docs/reliability.md that lists the tests with random input: each test exists and runs as many cases.</summary>
public sealed partial class RandomInputTests
{
    private static readonly string Client = Path.Combine(Build.Root, "tests", "OpenStackImage.Client.Tests");

    [Fact]
    public void Each_row_names_a_test_and_its_number_of_cases()
    {
        var page = File.ReadAllText(Path.Combine(Build.Root, "docs", "reliability.md"));
        var rows = Row().Matches(page);

        Assert.InRange(rows.Count, 10, 100);
        Assert.All(rows, row => Assert.Equal(CasesOf(row.Groups["class"].Value, row.Groups["method"].Value), row.Groups["cases"].Value));
    }

    private static string CasesOf(string name, string method)
    {
        var source = File.ReadAllText(Directory.EnumerateFiles(Client, $"{name}.cs", SearchOption.AllDirectories).Single());
        var start = source.IndexOf($" {method}()", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{name} has no test {method}.");
        var cases = Iterations().Match(source, start).Groups[1].Value;
        var number = cases == "Cases" ? Constant().Match(source).Groups[1].Value : cases;
        return int.Parse(number.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            .ToString("N0", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| [^|]+ \| `(?<class>\w+)\.(?<method>\w+)` \| (?<cases>[0-9,]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"iter: ([0-9_]+|Cases)")]
    private static partial Regex Iterations();

    [GeneratedRegex(@"const int Cases = ([0-9_]+);")]
    private static partial Regex Constant();
}
