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

    private static IEnumerable<string> LinksOf(string page)
        => Link().Matches(Code().Replace(File.ReadAllText(page), "")).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Pages()
        => Directory.EnumerateFiles(Build.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Build.Root, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex("^```.*?^```|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
