using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>One row of docs/errors.md.</summary>
/// <param name="Id">The error's ID.</param>
/// <param name="Categories">What its category may be.</param>
/// <param name="Sentences">The services' own sentences; {} stands for what differs.</param>
internal sealed record ErrorRow(string Id, string[] Categories, string[] Sentences);

/// <summary>docs/errors.md as its readers take it: for the truth.</summary>
internal static partial class ErrorsPage
{
    private static readonly string Root = Path.GetDirectoryName(Build.ModuleManifest)!;

    public static IReadOnlyDictionary<string, ErrorRow> Rows { get; } = File.ReadLines(Path.Combine(Root, "docs", "errors.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new ErrorRow(cells[1].Trim('`'), cells[2].Split(", "), [.. Quoted().Matches(cells[5]).Select(match => match.Groups[1].Value)]))
        .ToDictionary(row => row.Id);

    /// <summary>The IDs that the sources give to errors; they stand in one place.</summary>
    public static IReadOnlySet<string> IdsInSource { get; } = Constant()
        .Matches(File.ReadAllText(Path.Combine(Root, "src", "OpenStackImage.Client", "Errors", "ErrorIds.cs")))
        .Select(match => match.Groups[1].Value)
        .ToHashSet();

    /// <summary>An error that a service's refusal led to: as the page says, with the service's sentence and its request ID.</summary>
    public static void AssertExplained(ErrorRecord error, string id, params string[] parts)
    {
        AssertTold(error, id, parts);
        var message = error.ToString();
        Assert.Contains(Rows[id].Sentences, sentence => Regex.IsMatch(message, Regex.Escape(sentence).Replace("\\{}", ".+", StringComparison.Ordinal)));
        Assert.Matches("request id req-[0-9a-f]{8}-[0-9a-f-]{27}", message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(error.ErrorDetails.RecommendedAction, message, StringComparison.Ordinal);
    }

    /// <summary>An error as the page says, whose message names what it is about.</summary>
    public static void AssertTold(ErrorRecord error, string id, params string[] parts)
    {
        Assert.Equal(id, error.Id());
        Assert.Contains(error.Category().ToString(), Rows[id].Categories);
        Assert.All(parts, part => Assert.Contains(part, error.ToString(), StringComparison.Ordinal));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("const string \\w+ = \"(\\w+)\";")]
    private static partial Regex Constant();
}
