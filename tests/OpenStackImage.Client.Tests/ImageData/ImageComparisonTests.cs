using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>The comparison of the data of two images.</summary>
public sealed class ImageComparisonTests
{
    private const string Zeros = "00000000000000000000000000000000";
    private const string Ones = "11111111111111111111111111111111";

    [Theory]
    [InlineData(Zeros, Zeros, nameof(DataComparison.Same))]
    [InlineData(Zeros, Ones, nameof(DataComparison.Different))]
    [InlineData(Zeros, null, nameof(DataComparison.NotComparable))]
    public void Images_are_compared_by_the_hash_that_both_have(string checksum, string? other, string expected)
        => Assert.Equal(expected, Compare(Of(checksum), Of(other)));

    [Theory]
    [InlineData(null, nameof(DataComparison.NotComparable))]
    [InlineData(Ones, nameof(DataComparison.Same))]
    public void A_hash_of_another_algorithm_is_not_compared(string? checksum, string expected)
        => Assert.Equal(expected, Compare(Hashed("sha256", 64, checksum), Hashed("sha512", 128, checksum)));

    [Fact]
    public void Data_of_another_size_differs_even_if_the_hashes_are_equal()
        => Assert.Equal(nameof(DataComparison.Different), Compare(Of(Zeros), Of(Zeros, size: 2)));

    [Theory]
    [InlineData("queued")]
    [InlineData("saving")]
    [InlineData("deleted")]
    public void An_image_of_another_status_has_no_data(string status)
    {
        Assert.Equal(nameof(DataComparison.NoData), Compare(Of(Zeros), Of(Zeros, status)));
        Assert.Equal(nameof(DataComparison.NoData), Compare(Of(Zeros, status), Of(Zeros)));
    }

    [Fact]
    public void The_data_of_a_deactivated_image_is_compared()
        => Assert.Equal(nameof(DataComparison.Same), Compare(Of(Zeros), Of(Zeros, "deactivated")));

    private static string Compare(Image image, Image other) => ImageComparison.CompareData(image, other).ToString();

    private static Image Of(string? checksum, string status = "active", long size = 1)
        => new() { Status = status, Size = size, Checksum = checksum };

    private static Image Hashed(string algorithm, int digits, string? checksum) => new()
    {
        Status = "active",
        Size = 1,
        Checksum = checksum,
        HashAlgorithm = algorithm,
        HashValue = new string('0', digits),
    };
}
