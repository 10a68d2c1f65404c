using System.Security.Cryptography;

namespace OpenStackImage.ImageData;

/// <summary>A hash that grows with the data, under Glance's names of algorithms, which are those of Python's hashlib.</summary>
internal sealed class DataHash : IDisposable
{
    /// <summary>What Glance uses where nobody has configured another (glance/common/config.py, hashing_algorithm).</summary>
    public const string Usual = "sha512";

    private const string Md5 = "md5";

    private IncrementalHash _hash;

    private DataHash(string algorithm)
    {
        Algorithm = algorithm;
        _hash = Start();
    }

    public string Algorithm { get; }

    /// <summary>The hash of this name; null if .NET has it not.</summary>
    public static DataHash? Of(string? algorithm)
        => algorithm?.ToLowerInvariant() is Usual or "sha384" or "sha256" or "sha1" or Md5 ? new DataHash(algorithm.ToLowerInvariant()) : null;

    /// <summary>The hash by which an image's data can be checked, and its right value; null if the image has none that .NET knows.</summary>
    public static (DataHash Hash, string Value)? Of(Image image)
        => image.HashValue is { } value && Of(image.HashAlgorithm) is { } hash ? (hash, value)
            : image.Checksum is { } checksum ? (Of(Md5)!, checksum)
            : null;

    public void Append(byte[] data, int count) => _hash.AppendData(data, 0, count);

    /// <summary>Hexadecimal digits. The hash begins anew.</summary>
    public string Finish() => BitConverter.ToString(_hash.GetHashAndReset()).Replace("-", "").ToLowerInvariant();

    /// <summary>Forgets what it has seen.</summary>
    public void Reset()
    {
        _hash.Dispose();
        _hash = Start();
    }

    public void Dispose() => _hash.Dispose();

    private IncrementalHash Start() => IncrementalHash.CreateHash(new HashAlgorithmName(Algorithm.ToUpperInvariant()));
}
