using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>Copies with hashes.</summary>
public sealed class HashedCopyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512 * 1024)]
    [InlineData(512 * 1024 * 2 + 3)]
    public async Task All_bytes_are_written_and_hashed(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        using var source = new MemoryStream(bytes);
        using var target = new MemoryStream();
        using var hash = new DataHash(DataHash.Sha256);

        await HashedCopy.RunAsync(
            buffer => HashedCopy.FillAsync(source, buffer, default),
            (buffer, length) => target.WriteAsync(buffer, 0, length),
            hash,
            _ => { });

        Assert.Equal(bytes, target.ToArray());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), hash.Finish()[DataHash.Sha256]);
    }

    [Fact]
    public async Task Bytes_before_a_failure_are_written_before_the_exception()
    {
        using var source = new BreakingStream(700_000);
        using var target = new MemoryStream();

        await Assert.ThrowsAsync<IOException>(() => HashedCopy.RunAsync(
            buffer => HashedCopy.FillAsync(source, buffer, default),
            (buffer, length) => target.WriteAsync(buffer, 0, length),
            null,
            _ => { }));

        Assert.Equal(700_000, target.Length);
    }

    [Theory]
    [InlineData("9e107d9d372bb6826bd81d3542a419d6", "md5")]
    [InlineData("MD5:9E107D9D372BB6826BD81D3542A419D6", "md5")]
    [InlineData("sha-256:d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592", "sha256")]
    public void An_expected_hash_names_its_algorithm(string text, string algorithm)
        => Assert.Equal(algorithm, new ExpectedHash(text).Algorithm);

    /// <summary>A stream that fails after a number of bytes.</summary>
    private sealed class BreakingStream(int count) : MemoryStream(new byte[count])
    {
        public override int Read(byte[] buffer, int offset, int length)
            => base.Read(buffer, offset, Math.Min(length, 10_000)) is > 0 and var read ? read : throw new IOException("broken");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int length, CancellationToken cancellationToken)
            => Task.FromResult(Read(buffer, offset, length));
    }
}
