using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>
/// The parts of the C# style that .editorconfig cannot express: the length of lines and files, and the place of an arrow.
/// </summary>
public sealed partial class LineTests
{
    private const int Columns = 140;
    private const int FileLines = 200;

    [Fact]
    public void A_line_has_at_most_140_columns()
    {
        var excess = Sources()
            .SelectMany(path => Lines(path).Select((text, index) => (Path: path, Line: index + 1, Text: text)))
            .Where(line => line.Text.Length > Columns)
            .Select(line => $"{line.Path}:{line.Line}: {line.Text.Length} columns");

        Assert.Empty(excess);
    }

    [Fact]
    public void A_file_has_at_most_200_lines()
    {
        var excess = Sources()
            .Select(path => (Path: path, Count: Lines(path).Count()))
            .Where(file => file.Count > FileLines)
            .Select(file => $"{file.Path}: {file.Count} lines");

        Assert.Empty(excess);
    }

    /// <summary>Unless a collection follows, whose brackets have their own lines.</summary>
    [Fact]
    public void The_arrow_of_a_member_does_not_end_a_line()
    {
        var ends = Sources()
            .SelectMany(path => Lines(path).Zip(Lines(path).Skip(1), (text, next) => (Text: text, Next: next))
                .Select((line, index) => (Path: path, Line: index + 1, line.Text, line.Next)))
            .Where(line => MemberThatEndsInAnArrow().IsMatch(line.Text) && line.Next.Trim() != "[")
            .Select(line => $"{line.Path}:{line.Line}: {line.Text.Trim()}");

        Assert.Empty(ends);
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(Path.Combine(Build.Root, path));

    private static readonly string[] SourceFolders = ["src", "tools", "tests"];

    private static IEnumerable<string> Sources()
        => SourceFolders
            .SelectMany(root => Directory.EnumerateFiles(Path.Combine(Build.Root, root), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Build.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(["bin", "obj"]).Any())
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// A declaration whose only arrow is at the end; a lambda that begins there has one before it, or follows a parameter.
    /// </summary>
    [GeneratedRegex(@"^\s+(public|private|internal|protected)\b[^=]*[)\w] =>$")]
    private static partial Regex MemberThatEndsInAnArrow();
}
