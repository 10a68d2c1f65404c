using System.Text;

namespace OpenStackImage;

/// <summary>
/// Text that came from somewhere else, made fit for a terminal: what would steer it (escape sequences, line breaks, characters that reverse the order of a
/// line) is shown as a picture of itself. The views of this module use it; the objects keep the text as it is.
/// </summary>
public static class TerminalText
{
    private const char Unknown = '\uFFFD';
    private const char Delete = '\u007F';
    private const char PictureOfDelete = '\u2421';
    private const char FirstPicture = '\u2400';

    /// <summary>One line: every control character becomes its picture (U+2400 and above), every other steering character U+FFFD.</summary>
    /// <param name="text">Any text; null stays null.</param>
    public static string? Of(string? text) => Replace(text, keepsLines: false);

    /// <summary>The same for text of this module that has several lines: line breaks and tabs stay.</summary>
    internal static string OfLines(string text) => Replace(text, keepsLines: true)!;

    private static string? Replace(string? text, bool keepsLines)
    {
        if (text is null || !text.Any(character => Steers(character, keepsLines)))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            shown.Append(Steers(character, keepsLines) ? Picture(character) : character);
        }

        return shown.ToString();
    }

    private static bool Steers(char character, bool keepsLines) => character switch
    {
        '\n' or '\r' or '\t' => !keepsLines,
        '\u2028' or '\u2029' => true,
        // Embeddings, overrides and isolates. The marks U+200E and U+200F only speak of a neighbour and belong to ordinary Hebrew and Arabic text.
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
        _ => char.IsControl(character),
    };

    private static char Picture(char character) => character switch
    {
        < ' ' => (char)(FirstPicture + character),
        Delete => PictureOfDelete,
        _ => Unknown,
    };
}
