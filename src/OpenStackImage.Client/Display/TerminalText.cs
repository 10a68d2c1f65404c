using System.Text;

namespace OpenStackImage;

/// <summary>
/// The encoder for every text that is written to a terminal: tables, errors, warnings, progress, completion, prompts and host messages. It
/// replaces the characters that control a terminal (escape sequences, line breaks, characters that change the direction of a line) with
/// visible symbols. The properties of the objects keep the unchanged text.
/// </summary>
public static class TerminalText
{
    /// <summary>Stands for the rest of a text that is cut.</summary>
    internal const char Ellipsis = '…';

    private const char Unknown = '\uFFFD';
    private const char Delete = '\u007F';
    private const char SymbolOfDelete = '\u2421';
    private const char FirstSymbol = '\u2400';

    /// <summary>
    /// Returns one line of text. A control character becomes its symbol (U+2400 and above), any other character that controls a terminal
    /// U+FFFD.
    /// </summary>
    /// <param name="text">A text of any origin; null stays null.</param>
    public static string? Of(string? text) => Replace(text, keepsLines: false);

    /// <summary>Returns text with several lines; line breaks and tabs are not changed.</summary>
    internal static string OfLines(string text) => Replace(text, keepsLines: true)!;

    private static string? Replace(string? text, bool keepsLines)
    {
        if (text is null || !text.Any(character => Controls(character, keepsLines)))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            shown.Append(Controls(character, keepsLines) ? Symbol(character) : character);
        }

        return shown.ToString();
    }

    private static bool Controls(char character, bool keepsLines) => character switch
    {
        '\n' or '\r' or '\t' => !keepsLines,
        '\u2028' or '\u2029' => true,
        // All characters with the Unicode property Bidi_Control: marks, embeddings, overrides and isolates.
        '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(character),
    };

    private static char Symbol(char character) => character switch
    {
        < ' ' => (char)(FirstSymbol + character),
        Delete => SymbolOfDelete,
        _ => Unknown,
    };
}
