namespace OpenStackImage.Client.Tests.Display;

/// <summary>Numbers of bytes as text.</summary>
public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1024 * 1024 - 1, "1 MiB")]
    [InlineData(64 * 1024 * 1024, "64 MiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    public void A_limit_has_the_largest_unit_below_it(long bytes, string text) => Assert.Equal(text, ByteSize.Limit(bytes));

    [Fact]
    public void No_number_of_bytes_is_shown_as_1024_of_a_unit()
        => Assert.All(
            Enumerable.Range(1, 6).SelectMany(unit => new[] { 1L, 52, 53, 1000 }.Select(less => (long)Math.Pow(1024, unit) - less)),
            bytes => Assert.DoesNotContain("1024", ByteSize.Text(bytes), StringComparison.Ordinal));

    [Fact]
    public void An_unknown_size_has_no_text()
    {
        Assert.Equal("", ByteSize.Text(null));
        Assert.Equal("", ByteSize.Detail(null));
    }

    [Fact]
    public void Only_a_rounded_size_is_followed_by_the_number_of_bytes()
    {
        Assert.Equal("100 B", ByteSize.Detail(100));
        Assert.Matches(@"^1[.,]5 KiB \(1.536 bytes\)$", ByteSize.Detail(1536));
    }
}
