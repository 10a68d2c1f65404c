using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>RFC 6238 as Keystone uses it: SHA-1, six digits, 30 seconds.</summary>
public static class OneTimePasscode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Period = 30;

    /// <summary>Returns the passcode of a base 32 secret at a given time.</summary>
    public static string At(string secret, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, time.ToUnixTimeSeconds() / Period);
#pragma warning disable CA5350 // The algorithm is the standard's.
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string secret)
    {
        var bits = secret.TrimEnd('=')
            .SelectMany(
                character => Enumerable.Range(0, 5).Select(bit => (Alphabet.IndexOf(character, StringComparison.Ordinal) >> (4 - bit)) & 1))
            .ToArray();
        return
        [
            .. bits.Chunk(8).Where(octet => octet.Length == 8)
                .Select(octet => (byte)octet.Aggregate((value, bit) => (value << 1) | bit)),
        ];
    }
}
