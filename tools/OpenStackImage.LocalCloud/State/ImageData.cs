using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace OpenStackImage.LocalCloud.State;

/// <summary>
/// The data of an image, of any size: a small amount is kept in memory, a large one in a temporary file. Runs of zeros use no space in the
/// file.
/// </summary>
internal sealed class ImageData
{
    private const int ChunkSize = 1 << 20;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly SafeFileHandle? _file;

    private ImageData(ReadOnlyMemory<byte> memory, SafeFileHandle? file, long length, byte[] md5, byte[] sha512)
    {
        (_memory, _file, Length) = (memory, file, length);
        (Md5, Sha512) = (Convert.ToHexStringLower(md5), Convert.ToHexStringLower(sha512));
    }

    public long Length { get; }

    public string Md5 { get; }

    public string Sha512 { get; }

#pragma warning disable CA5351 // Glance's checksum is MD5.
    public static ImageData Of(ReadOnlyMemory<byte> data)
        => new(data, null, data.Length, MD5.HashData(data.Span), SHA512.HashData(data.Span));

    /// <summary>Reads a complete body.</summary>
    public static async Task<ImageData> ReadAsync(Stream body, CancellationToken ct)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var chunk = new byte[ChunkSize];
        SafeFileHandle? file = null;
        long length = 0;
        while (true)
        {
            var count = await body.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, ct).ConfigureAwait(false);
            md5.AppendData(chunk, 0, count);
            sha512.AppendData(chunk, 0, count);
            if (count < ChunkSize && file is null)
            {
                return new(chunk.AsMemory(0, count), null, count, md5.GetHashAndReset(), sha512.GetHashAndReset());
            }

            file ??= File.OpenHandle(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
            if (chunk.AsSpan(0, count).ContainsAnyExcept((byte)0))
            {
                await RandomAccess.WriteAsync(file, chunk.AsMemory(0, count), length, ct).ConfigureAwait(false);
            }

            length += count;
            if (count < ChunkSize)
            {
                break;
            }
        }

        RandomAccess.SetLength(file, length);
        return new(default, file, length, md5.GetHashAndReset(), sha512.GetHashAndReset());
    }
#pragma warning restore CA5351

    /// <summary>Returns the hash of the data in hexadecimal digits.</summary>
    /// <param name="algorithm">md5, sha1, sha256, sha384 or sha512.</param>
    public string Hash(string algorithm)
    {
        if (algorithm == "sha512")
        {
            return Sha512;
        }

        using var hash = IncrementalHash.CreateHash(new(algorithm.ToUpperInvariant()));
        var chunk = new byte[ChunkSize];
        for (long offset = 0; offset < Length;)
        {
            var count = Read(chunk, offset);
            hash.AppendData(chunk, 0, count);
            offset += count;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Returns the beginning of the data.</summary>
    public byte[] Header(int size)
    {
        var header = new byte[Math.Min(size, Length)];
        Read(header, 0);
        return header;
    }

    /// <summary>Writes a part of it.</summary>
    public async Task CopyToAsync(Stream target, long offset, long length, CancellationToken ct)
    {
        if (_file is null)
        {
            await target.WriteAsync(_memory.Slice((int)offset, (int)length), ct).ConfigureAwait(false);
            return;
        }

        var chunk = new byte[ChunkSize];
        for (var end = offset + length; offset < end;)
        {
            var count = await RandomAccess.ReadAsync(_file, chunk.AsMemory(0, (int)Math.Min(ChunkSize, end - offset)), offset, ct)
                .ConfigureAwait(false);
            await target.WriteAsync(chunk.AsMemory(0, count), ct).ConfigureAwait(false);
            offset += count;
        }
    }

    private int Read(Span<byte> buffer, long offset)
    {
        if (_file is not null)
        {
            return RandomAccess.Read(_file, buffer[..(int)Math.Min(buffer.Length, Length - offset)], offset);
        }

        var rest = _memory.Span[(int)offset..];
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }
}
