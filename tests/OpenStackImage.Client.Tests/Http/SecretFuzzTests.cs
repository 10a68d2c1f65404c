using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>Secrets in messages, with random input: each property holds in this many cases.</summary>
public sealed class SecretFuzzTests
{
    private const int Cases = 10_000;

    private static readonly Gen<string> AnySecret = Gen.String[Gen.Char["abcXYZ019 \t\"\\/<>&'+%=:;,.äß日-_"], 6, 40]
        .Where(secret => secret.Count(char.IsLetterOrDigit) >= 4);

    private static readonly Func<string, string>[] Spellings =
    [
        secret => secret,
        secret => new JValue(secret).ToString(Newtonsoft.Json.Formatting.None),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"\\u{(int)character:x4}"))),
        Uri.EscapeDataString,
        secret => WebUtility.UrlEncode(secret),
        secret => Uri.EscapeDataString(secret).ToLowerInvariant() is var lower && Uri.UnescapeDataString(lower) == secret ? lower : secret,
        WebUtility.HtmlEncode,
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"&#{(int)character};"))),
        secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret)),
        secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + secret)),
        secret => string.Join(" ", secret.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)),
        secret => string.Join("\r\n  ", secret.Select(character => character.ToString())),
        secret => string.Join("\u200b", secret.Select(character => character.ToString())),
        secret => secret.Normalize(NormalizationForm.FormD),
        secret => secret.ToUpperInvariant(),
        secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        secret => string.Join(":", Encoding.UTF8.GetBytes(secret).Select(value => value.ToString("x2", CultureInfo.InvariantCulture))),
        secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(value => FormattableString.Invariant($"\\x{value:x2}"))),
        secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(value => FormattableString.Invariant($"={value:X2}"))),
        secret => Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),
        secret => string.Join(" ", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).AsEnumerable()),
        secret => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"\\u{{{(int)character:x}}}"))),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"\\U{(int)character:x8}"))),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"%u{(int)character:x4}"))),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"&#{(int)character}"))),
        secret => string.Concat(secret.Select(character => FormattableString.Invariant($"&#X{(int)character:X}"))),
        secret => $"[{string.Join(", ", Encoding.UTF8.GetBytes(secret).Select(value => FormattableString.Invariant($"0x{value:x2}")))}]",
        secret => $"[{string.Join(", ", Encoding.UTF8.GetBytes(secret))}]",
        secret => $"[{string.Join(",", Encoding.UTF8.GetBytes(secret))}]",
    ];

    [Fact]
    public void A_secret_is_found_in_every_spelling_and_in_combinations_of_two()
        => Gen.Select(AnySecret, Gen.Int[0, Spellings.Length - 1], Gen.Int[0, 6]).Sample(
            (secret, first, second) =>
            {
                var once = $"The request was: {Spellings[first](secret)}.";
                var twice = $"The request was: {Spellings[second](Spellings[first](secret))}.";

                Assert.True(SecretSpelling.IsIn(once, secret), once);
                Assert.True(SecretSpelling.IsIn(twice, secret), twice);
            },
            iter: Cases);

    [Fact]
    public void Text_without_the_secret_is_not_changed()
        => Gen.Select(AnySecret, Gen.String[Gen.Char["KLMNOPQ2345 %\\&<>"], 0, 80]).Sample(
            (secret, text) => Assert.False(SecretSpelling.IsIn(text, secret), text),
            iter: Cases);

    [Fact]
    public void A_long_message_without_the_secret_is_shown_however_slow_the_machine_is()
    {
        // A time limit hides it: this takes seconds on a loaded machine, as a short message can.
        var message = string.Concat(Enumerable.Range(0, 8 * 1024).Select(number => FormattableString.Invariant($"{number:x4} ")));

        Assert.False(SecretSpelling.IsIn(message, "a secret of a user"));
    }

    [Fact]
    public void A_message_that_takes_too_long_to_search_is_not_shown()
    {
        var message = Convert.ToBase64String(new byte[1024 * 1024]);

        Assert.True(SecretSpelling.IsIn(message, "a secret of a user"));
    }
}
