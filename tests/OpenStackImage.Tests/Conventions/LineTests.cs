using System.Globalization;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The parts of the C# style that .editorconfig cannot express: the length of a line and the place of an arrow.</summary>
public sealed partial class LineTests
{
    private const int Columns = 140;
    private const string Exceptions = "long-lines.txt";

    /// <summary>No file has more long lines than long-lines.txt allows; a file that is not listed has none.</summary>
    [Fact]
    public void A_line_has_at_most_140_columns()
    {
        var allowed = File.ReadLines(Path.Combine(Build.Root, "tests", "OpenStackImage.Tests", "Conventions", Exceptions))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(entry => entry[1], entry => int.Parse(entry[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);

        var excess = Sources()
            .Select(path => (Path: path, Long: Lines(path).Count(line => line.Length > Columns), Allowed: allowed.GetValueOrDefault(path)))
            .Where(file => file.Long > file.Allowed)
            .Select(file => $"{file.Path}: {file.Long} lines of more than {Columns} columns, {file.Allowed} allowed by {Exceptions}");

        Assert.Empty(excess);
    }

    /// <summary>Unless a collection follows, whose brackets have lines of their own.</summary>
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
