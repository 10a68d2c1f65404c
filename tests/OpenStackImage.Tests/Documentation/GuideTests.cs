using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The pages that people read first: what they show is what the screen shows, and their links lead somewhere.</summary>
public sealed partial class GuideTests
{
    private const string SampleImages = "the pages are about the sample images";

    public static TheoryData<string> Guides => ["README.md", "docs/getting-started.md", "docs/sharing.md"];

    [LocalCloudTheory(SampleImages)]
    [MemberData(nameof(Guides))]
    public Task What_a_page_shows_is_what_the_screen_shows(string page) => ExampleRunner.RunAsync(Path.Combine(Build.Root, page), isContinuous: true);

    [Fact]
    public void Every_link_leads_to_a_file()
        => Assert.All(Pages(), page => Assert.All(Link().Matches(Code().Replace(File.ReadAllText(page), "")).Select(match => match.Groups[1].Value), target =>
        {
            if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            {
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0])), $"{page} links to {target}, which is not there.");
            }
        }));

    private static IEnumerable<string> Pages()
        => Directory.EnumerateFiles(Build.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Build.Root, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex("^```.*?^```|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
