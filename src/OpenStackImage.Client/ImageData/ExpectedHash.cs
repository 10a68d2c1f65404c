using OpenStackImage.ImageData;

namespace OpenStackImage;

/// <summary>A hash that data must have: hexadecimal digits, whose number determines the algorithm, or <c>sha256:...</c>.</summary>
public sealed class ExpectedHash
{
    private static readonly Dictionary<int, string> ByLength = new()
    {
        [32] = DataHash.Md5,
        [40] = "sha1",
        [64] = DataHash.Sha256,
        [96] = "sha384",
        [128] = DataHash.Sha512,
    };

    /// <summary>Creates an expected hash from text.</summary>
    /// <exception cref="ArgumentException">The text is not a hash, or the algorithm is unknown.</exception>
    public ExpectedHash(string text)
    {
        var trimmed = (text ?? throw new ArgumentNullException(nameof(text))).Trim();
        var colon = trimmed.IndexOf(':');
        var digits = trimmed.Substring(colon + 1);
        var algorithm = ByLength.TryGetValue(digits.Length, out var known) ? known : "";
        if (algorithm.Length == 0
            || !digits.All(Uri.IsHexDigit)
            || (colon >= 0 && !string.Equals(trimmed.Substring(0, colon).Replace("-", ""), algorithm, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException(
                $"'{text}' is not a hash. Specify the hexadecimal digits of an MD5, SHA-1, SHA-256, SHA-384 or SHA-512, "
                    + "with or without the algorithm: sha256:9f86d0...");
        }

        (Algorithm, Value) = (algorithm, digits.ToLowerInvariant());
    }

    internal ExpectedHash(string algorithm, string value) => (Algorithm, Value) = (algorithm, value.ToLowerInvariant());

    /// <summary>The algorithm, for example sha256.</summary>
    public string Algorithm { get; }

    /// <summary>The hash, in lower-case hexadecimal digits.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm}:{Value}";

    /// <summary>True if computed hashes contain this one.</summary>
    internal bool Matches(IReadOnlyDictionary<string, string> hashes)
        => hashes.TryGetValue(Algorithm, out var value) && string.Equals(value, Value, StringComparison.OrdinalIgnoreCase);
}
