using System.Globalization;
using System.Text;

namespace OpenStackImage.Reports;

/// <summary>The encoder for every text that becomes part of an HTML page, in an element or in a quoted attribute.</summary>
internal static class HtmlText
{
    /// <summary>
    /// Returns the text with references for the characters that have a meaning in HTML. Control characters, and those that change the
    /// direction of a line, become visible symbols.
    /// </summary>
    public static string Of(string? text)
    {
        var encoded = new StringBuilder();
        foreach (var character in TerminalText.Of(text) ?? "")
        {
            if (character is '<' or '>' or '&' or '"' or '\'' or '`')
            {
                encoded.Append("&#").Append(((int)character).ToString(CultureInfo.InvariantCulture)).Append(';');
            }
            else
            {
                encoded.Append(character);
            }
        }

        return encoded.ToString();
    }
}
