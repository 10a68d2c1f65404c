using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>One row of docs/errors.md.</summary>
/// <param name="Id">The error's ID.</param>
/// <param name="Categories">The categories that the error can have.</param>
/// <param name="Sentences">The messages of the services; {} stands for a variable part.</param>
internal sealed record ErrorRow(string Id, string[] Categories, string[] Sentences);

/// <summary>The table of docs/errors.md.</summary>
internal static partial class ErrorsPage
{
    private static readonly string Root = Path.GetDirectoryName(Build.ModuleManifest)!;

    public static IReadOnlyDictionary<string, ErrorRow> Rows { get; } = File.ReadLines(Path.Combine(Root, "docs", "errors.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(
            cells => new ErrorRow(
                cells[1].Trim('`'), cells[2].Split(", "), [.. Quoted().Matches(cells[5]).Select(match => match.Groups[1].Value)]))
        .ToDictionary(row => row.Id);

    /// <summary>The error IDs that the source code defines.</summary>
    public static IReadOnlySet<string> IdsInSource { get; } = Constant()
        .Matches(File.ReadAllText(Path.Combine(Root, "src", "OpenStackImage.Client", "Errors", "ErrorIds.cs")))
        .Select(match => match.Groups[1].Value)
        .ToHashSet();

    /// <summary>
    /// Verifies an error that a response of a service caused: it matches its row and contains the message of the service and the request
    /// ID.
    /// </summary>
    public static void AssertExplained(ErrorRecord error, string id, params string[] parts)
    {
        AssertTold(error, id, parts);
        var message = error.ToString();
        Assert.Contains(
            Rows[id].Sentences, sentence => Regex.IsMatch(message, Regex.Escape(sentence).Replace("\\{}", ".+", StringComparison.Ordinal)));
        Assert.Matches("request id req-[0-9a-f]{8}-[0-9a-f-]{27}", message);
    }

    /// <summary>Verifies that an error matches its row and that its message contains the parts.</summary>
    public static void AssertTold(ErrorRecord error, string id, params string[] parts)
    {
        Assert.Equal(id, error.Id());
        Assert.Contains(error.Category().ToString(), Rows[id].Categories);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.FullText(), StringComparison.Ordinal));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("const string \\w+ = \"(\\w+)\";")]
    private static partial Regex Constant();
}
