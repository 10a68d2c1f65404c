using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>No text contains a phrase of prose-words.txt.</summary>
public sealed class ProseTests
{
    private static readonly Regex Words = new(
        string.Join('|', File.ReadLines(Path.Combine(Folder, "prose-words.txt")).Where(line => line.Length > 0 && line[0] != '#')),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static TheoryData<string> Pages
        => [.. Files("docs", "*.md").Concat(Directory.EnumerateFiles(Build.Root, "*.md").Select(path => Path.GetFileName(path)))];

    public static TheoryData<string> Scripts
        =>
        [
            .. Files("Examples", "*.ps1"), .. Files(".github", "*.yml"), .. Files("tests/shell", "*.ps1"), .. Files("tests/cloud", "*"),
            .. Files("src", "*.ps*"), .. Files("src", "*.csproj"), .. Files("tests", "*.csproj"), .. Files("tools", "*.csproj"),
            .. Files(".ci", "*"), "OpenStackImage.psd1", "build.ps1", "Directory.Build.props", "Directory.Packages.props",
        ];

    public static TheoryData<string> Sources
        => [.. Files("src", "*.cs").Concat(Files("tools", "*.cs")).Concat(Files("tests", "*.cs"))];

    private static string Folder => Path.Combine(Build.Root, "tests", "OpenStackImage.Tests", "Conventions");

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_uses_plain_technical_English(string path)
        => AssertPlain(path, Prose.OfMarkdown(File.ReadAllLines(Path.Combine(Build.Root, path))));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_uses_plain_technical_English(string path)
        => AssertPlain(path, File.ReadLines(Path.Combine(Build.Root, path)).Select((text, line) => (line, text)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_code_uses_plain_technical_English(string path)
        => AssertPlain(path, Prose.OfCode(File.ReadAllText(Path.Combine(Build.Root, path))));

    [Fact]
    public void The_prose_of_a_page_omits_output_and_generated_sections()
    {
        string[] page =
        [
            "# A page", "```powershell", "Get-It", "```", "```Output", "skipped", "```",
            "## SYNOPSIS", "skipped", "## NOTES", "note", "| 12b | skipped | |",
        ];

        Assert.Equal(
            ["# A page", "```powershell", "Get-It", "```", "```", "## NOTES", "note"],
            Prose.OfMarkdown(page).Select(line => line.Text));
    }

    [Fact]
    public void The_prose_of_code_consists_of_comments_literals_and_test_names()
    {
        const string Code =
            "int skipped = 1; // one\nvar a = $\"two {x}\"; var b = '\"';\nvoid A_third_one() { }\nvar c = \"\"\"\n  four\n  \"\"\";";

        Assert.Equal(
            [(0, "// one"), (1, "$\"two {x}\""), (2, "A third one"), (3, "\"\"\""), (4, "  four"), (5, "  \"\"\"")],
            Prose.OfCode(Code));
    }

    private static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Path.Combine(Build.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Build.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(["bin", "obj"]).Any())
            .Order(StringComparer.Ordinal);

    private static void AssertPlain(string path, IEnumerable<(int Line, string Text)> prose)
    {
        var found = prose
            .Select(line => (line.Line, line.Text, Match: Words.Match(line.Text)))
            .Where(line => line.Match.Success)
            .Select(line => $"{path}:{line.Line + 1}: {line.Text.Trim()} [{line.Match.Value}]")
            .ToArray();

        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
