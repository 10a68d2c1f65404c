using System.Globalization;
using CsCheck;

namespace OpenStackImage.Client.Tests.Display;

/// <summary>The encoder for terminals, with random texts.</summary>
public sealed class TerminalTextTests
{
    private const int Cases = 100_000;
    private const string Special = "\u001b\u009b\u007f\u0085\u2028\u2029\u202a\u202e\u2066\u2069\u061c\u200e\u200f\r\n\t";

    /// <summary>
    /// Texts with many control characters among ordinary ones: C0, ESC, DEL, C1, line separators and direction overrides.
    /// </summary>
    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.Char[(char)0, (char)0x9F]),
        (2, Gen.Int[0, Special.Length - 1].Select(index => Special[index])),
        (2, Gen.Char[' ', '~']),
        (1, Gen.Char)).Array[0, 40].Select(characters => new string(characters));

    [Fact]
    public void One_line_has_no_character_that_controls_a_terminal()
        => Texts.Sample(text => !TerminalText.Of(text)!.Any(Controls), iter: Cases);

    [Fact]
    public void Several_lines_have_only_line_breaks_and_tabs()
        => Texts.Sample(
            text => !TerminalText.OfLines(text).Any(character => Controls(character) && character is not ('\r' or '\n' or '\t')),
            iter: Cases);

    [Fact]
    public void Encoding_keeps_the_length_and_the_other_characters_and_encodes_only_once()
        => Texts.Sample(
            text =>
            {
                var shown = TerminalText.Of(text)!;
                return shown.Length == text.Length
                    && text.Zip(shown).All(pair => pair.First == pair.Second || Controls(pair.First))
                    && TerminalText.Of(shown) == shown;
            },
            iter: Cases);

    [Fact]
    public void An_escape_sequence_is_visible() => Assert.Equal("\u241b[2J\ufffd31m\u2407", TerminalText.Of("\u001b[2J\u009b31m\u0007"));

    private static bool Controls(char character)
        => char.IsControl(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C' or '\u200E' or '\u200F';
}
