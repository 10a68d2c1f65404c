using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The examples of the README and the guides write the output of the page, and every link has a target.</summary>
public sealed partial class GuideTests
{
    private const string SampleImages = "the pages are about the sample images";

    public static TheoryData<string> Guides =>
    [
        "README.md", "docs/getting-started.md", "docs/sharing.md", "docs/sharing-as-code.md", "docs/access-review.md",
        "docs/many-clouds.md", "docs/image-versions.md",
    ];

    [LocalCloudTheory(SampleImages)]
    [MemberData(nameof(Guides))]
    public Task The_examples_write_the_output_of_the_page(string page)
        => ExampleRunner.RunAsync(Path.Combine(Build.Root, page), isContinuous: true);

    /// <summary>A block that is indented or marked as not run uses another cloud, or a file that does not exist in the test.</summary>
    [Fact]
    public void The_commands_that_are_not_run_exist_with_their_parameters()
    {
        using var shell = Shell.WithModule();
        var commands = shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output
            .Select(command => (CommandInfo)command.BaseObject).ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);
        var checkedCommands = 0;
        foreach (var page in Pages())
        {
            var root = Parser.ParseInput(NotRun(File.ReadAllText(page)), out _, out _);
            foreach (var call in root.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
            {
                if (call.GetCommandName() is not { } name || !ModuleCommand().IsMatch(name))
                {
                    continue;
                }

                Assert.True(commands.TryGetValue(name, out var command), $"{page}: {name} does not exist.");
                Assert.All(call.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.True(
                    command.Parameters.Values.Any(known => known.Name.Equals(parameter.ParameterName, StringComparison.OrdinalIgnoreCase)
                        || known.Aliases.Contains(parameter.ParameterName, StringComparer.OrdinalIgnoreCase)),
                    $"{page}: {name} has no -{parameter.ParameterName}."));
                checkedCommands++;
            }
        }

        Assert.InRange(checkedCommands, 3, int.MaxValue);
    }

    [Fact]
    public void Every_link_has_a_target()
        => Assert.All(Pages(), page => Assert.All(LinksOf(page), target =>
        {
            if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            {
                Assert.True(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0])),
                    $"{page} links to {target}, which does not exist.");
            }
        }));

    /// <summary>The lines of the indented blocks, and of the blocks that are marked as not run.</summary>
    private static string NotRun(string page)
    {
        var marked = Code().Matches(page).Select(block => block.Value)
            .Where(block => block.StartsWith("```powershell not-run", StringComparison.Ordinal))
            .Select(block => block.Trim('`')["powershell not-run".Length..]);
        var indented = Code().Replace(page, "").Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal));
        return string.Join('\n', marked.Concat(indented));
    }

    private static IEnumerable<string> LinksOf(string page)
        => Link().Matches(Code().Replace(File.ReadAllText(page), "")).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Pages()
        => Directory.EnumerateFiles(Build.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Build.Root, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex("^```.*?^```|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Za-z]+-(OS|OpenStack)[A-Z]")]
    private static partial Regex ModuleCommand();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
