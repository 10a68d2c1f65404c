using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit.Sdk;
using Xunit.v3;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// docs/reliability.md: a row for each fault and each hostile input, with the result that the user sees. Each test compares its own row
/// with its result, so that the page is correct even if only some classes are run. With OPENSTACKIMAGE_RECORD=1, the row is written instead
/// of compared.
/// </summary>
internal static partial class ReliabilityPage
{
    private static readonly string Path = System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(Build.ModuleManifest)!, "docs", "reliability.md");
    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<string, bool> Seen = new();

    public static bool Rewrites => Environment.GetEnvironmentVariable("OPENSTACKIMAGE_RECORD") is "1";

    /// <summary>The rows that the tests declare, by number.</summary>
    public static IReadOnlyDictionary<string, string> Promised { get; } = typeof(ReliabilityPage).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .SelectMany(method => method.GetCustomAttributes<ReliabilityRowAttribute>())
        .ToDictionary(row => row.Number, row => row.Fault);

    /// <summary>The rows of the page: number, fault and result.</summary>
    public static IReadOnlyList<(string Number, string Fault, string Figure)> Lines
    {
        get
        {
            lock (Gate)
            {
                return [.. File.ReadLines(Path).Select(line => Line().Match(line)).Where(line => line.Success)
                    .Select(line => (line.Groups[1].Value, line.Groups[2].Value, line.Groups[3].Value))];
            }
        }
    }

    /// <summary>Reports the result of a fault, in words and numbers that are the same in every run and on every cloud.</summary>
    /// <param name="number">The number in the <see cref="ReliabilityRowAttribute"/> of the test.</param>
    /// <param name="figure">Error ID, requests, objects.</param>
    /// <param name="expression">The source of <paramref name="figure"/>, which must be more than a constant.</param>
    public static void Saw(
        string number, string figure, [CallerArgumentExpression(nameof(figure))] string? expression = null)
    {
        Assert.False(Constant().IsMatch(expression!), $"Row {number} was not computed from what the test saw: use Checked.");
        Report(number, figure);
    }

    /// <summary>Reports the assertions of a test whose result differs from run to run.</summary>
    /// <param name="number">The number in the <see cref="ReliabilityRowAttribute"/> of the test.</param>
    /// <param name="what">What the assertions of the test require.</param>
    public static void Checked(string number, string what) => Report(number, $"checked: {what}");

    private static void Report(string number, string figure)
    {
        var fault = Promised.GetValueOrDefault(number) ?? throw new InvalidOperationException(
            $"No test has [ReliabilityRow(\"{number}\", ...)].");
        if (Rewrites)
        {
            Write(number, $"| {number} | {fault} | {figure} |");
        }

        Assert.True(
            Lines.Contains((number, fault, figure)),
            $"docs/reliability.md says something else of row {number} than \"{figure}\"; OPENSTACKIMAGE_RECORD=1 writes what was seen.");
        Seen[number] = true;
    }

    /// <summary>Reports that a case of a theory does not belong to a row.</summary>
    public static void Skip(string number) => Seen[number] = true;

    /// <summary>Removes the rows that no test declares.</summary>
    public static void RemoveLeftOvers()
    {
        lock (Gate)
        {
            File.WriteAllLines(
                Path, File.ReadAllLines(Path).Where(line => !Line().IsMatch(line) || Promised.ContainsKey(NumberOf(line))).ToArray());
        }
    }

    /// <summary>12 before 12b before 13.</summary>
    public static (int Row, string Letter) Order(string number)
        => (
            int.Parse(number.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]), System.Globalization.CultureInfo.InvariantCulture),
            number.TrimStart([.. "0123456789"]));

    internal static void Forget(string number) => Seen.TryRemove(number, out _);

    internal static bool WasSeen(string number) => Seen.ContainsKey(number);

    private static void Write(string number, string line)
    {
        lock (Gate)
        {
            var lines = File.ReadAllLines(Path).ToList();
            var at = lines.FindIndex(other => Line().IsMatch(other) && NumberOf(other) == number);
            if (at >= 0)
            {
                lines[at] = line;
            }
            else
            {
                at = lines.FindIndex(other => Line().IsMatch(other) && Order(NumberOf(other)).CompareTo(Order(number)) > 0);
                var last = lines.FindLastIndex(other => Line().IsMatch(other));
                lines.Insert(at >= 0 ? at : last + 1, line);
            }

            File.WriteAllLines(Path, lines);
        }
    }

    private static string NumberOf(string line) => Line().Match(line).Groups[1].Value;

    /// <summary>String literals without interpolation, concatenated or not.</summary>
    [GeneratedRegex("""^\s*("([^"\\]|\\.)*"[\s+]*)+$""")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\| ([0-9]+[a-z]?) \| (.*) \| (.*) \|$")]
    private static partial Regex Line();
}

/// <summary>
/// The test behind a row of docs/reliability.md. It reports its result with <see cref="ReliabilityPage.Saw"/>; all cases of a theory report
/// the same.
/// </summary>
/// <param name="number">The row of the matrix of faults; followed by a letter if there are several rows.</param>
/// <param name="fault">The fault.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ReliabilityRowAttribute(string number, string fault) : BeforeAfterTestAttribute
{
    public string Number { get; } = number;

    public string Fault { get; } = fault;

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => ReliabilityPage.Forget(Number);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!ReliabilityPage.WasSeen(Number))
        {
            throw new XunitException(
                $"The test did not report a result for row {Number}, or the page has another result (see docs/reliability.md).");
        }
    }
}
