using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>Name patterns of sharing files.</summary>
public sealed class NameGlobTests
{
    [Theory]
    [InlineData("ubuntu-*", "ubuntu-24.04", true)]
    [InlineData("ubuntu-*", "Ubuntu-", true)]
    [InlineData("ubuntu-*", "my-ubuntu-24.04", false)]
    [InlineData("*-24.04", "ubuntu-24.04", true)]
    [InlineData("u?untu", "ubuntu", true)]
    [InlineData("u?untu", "uuntu", false)]
    [InlineData("[ab]*", "[ab]c", true)]
    [InlineData("[ab]*", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("*", null, false)]
    public void A_pattern_matches_whole_names(string pattern, string? name, bool matches)
        => Assert.Equal(matches, new NameGlob(pattern).IsMatch(name));

    [Fact]
    public void Any_pattern_matches_the_same_names_as_the_equivalent_regular_expression()
        => Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["ab"], 0, 10]).Sample(
            (pattern, name) =>
            {
                var expression = Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)
                    .Replace("\\?", ".", StringComparison.Ordinal);

                Assert.Equal(Regex.IsMatch(name, $"^{expression}\\z"), new NameGlob(pattern).IsMatch(name));
            },
            iter: 10_000);

    [Fact]
    public void A_pattern_with_many_asterisks_is_not_matched_in_exponential_time()
    {
        var watch = Stopwatch.StartNew();

        Assert.False(new NameGlob(string.Concat(Enumerable.Repeat("*a", 60)) + "b").IsMatch(new string('a', 2_000)));

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1));
    }
}
