using System.Security.Cryptography;

namespace OpenStackImage.ImageData;

/// <summary>
/// One or several hashes of data, computed in chunks. Algorithms have Glance's names, which are those of Python's hashlib.
/// </summary>
internal sealed class DataHash : IDisposable
{
    /// <summary>The default algorithm of Glance (glance/common/config.py, hashing_algorithm).</summary>
    public const string Sha512 = "sha512";

    public const string Sha256 = "sha256";

    public const string Md5 = "md5";

    private static readonly string[] Known = [Sha512, "sha384", Sha256, "sha1", Md5];

    private readonly Dictionary<string, IncrementalHash> _hashes = new(StringComparer.Ordinal);

    /// <param name="algorithms">Names for which <see cref="IsKnown"/> is true; equal ones count once.</param>
    public DataHash(params string[] algorithms)
    {
        foreach (var algorithm in algorithms.Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            _hashes.Add(algorithm, Start(algorithm));
        }
    }

    /// <summary>True if .NET has the algorithm.</summary>
    public static bool IsKnown(string? algorithm) => algorithm is not null && Known.Contains(algorithm.ToLowerInvariant());

    /// <summary>Returns the hash by which the data of an image can be verified; null if the image has none that .NET knows.</summary>
    public static ExpectedHash? Of(Image image) => AllOf(image) is [var first, ..] ? first : null;

    /// <summary>Returns the hashes of the data of an image whose algorithm .NET has, the preferred one first.</summary>
    public static IReadOnlyList<ExpectedHash> AllOf(Image image)
    {
        var hashes = new List<ExpectedHash>();
        if (image.HashValue is { Length: > 0 } value && IsKnown(image.HashAlgorithm))
        {
            hashes.Add(new ExpectedHash(image.HashAlgorithm!.ToLowerInvariant(), value));
        }

        if (image.Checksum is { Length: > 0 } checksum)
        {
            hashes.Add(new ExpectedHash(Md5, checksum));
        }

        return hashes;
    }

    public bool Has(string algorithm) => _hashes.ContainsKey(algorithm);

    public void Append(byte[] data, int count)
    {
        foreach (var hash in _hashes.Values)
        {
            hash.AppendData(data, 0, count);
        }
    }

    /// <summary>Returns the hashes by algorithm, in lower-case hexadecimal digits, and starts over.</summary>
    public IReadOnlyDictionary<string, string> Finish() => _hashes.ToDictionary(
        hash => hash.Key,
        hash => BitConverter.ToString(hash.Value.GetHashAndReset()).Replace("-", "").ToLowerInvariant(),
        StringComparer.Ordinal);

    /// <summary>Starts over.</summary>
    public void Reset()
    {
        foreach (var algorithm in _hashes.Keys.ToArray())
        {
            _hashes[algorithm].Dispose();
            _hashes[algorithm] = Start(algorithm);
        }
    }

    public void Dispose()
    {
        foreach (var hash in _hashes.Values)
        {
            hash.Dispose();
        }
    }

    private static IncrementalHash Start(string algorithm)
        => IncrementalHash.CreateHash(new HashAlgorithmName(algorithm.ToUpperInvariant()));
}
