using System.Globalization;
using System.Text;

namespace OpenStackImage.Reports;

/// <summary>The encoder for text in a quoted label of a Mermaid diagram (mermaid.js.org/syntax/flowchart.html, "Entity codes").</summary>
internal static class MermaidText
{
    private const string Plain = " -_./:+=,";

    /// <summary>
    /// Returns the text as a quoted label. Everything but letters, digits and a few marks becomes an entity code, so that no text ends the
    /// label, or is taken for HTML, Markdown or a statement.
    /// </summary>
    public static string Label(string text)
    {
        var shown = TerminalText.Of(text)!;
        var label = new StringBuilder("\"");
        for (var index = 0; index < shown.Length; index++)
        {
            var character = shown[index];
            if (char.IsLetterOrDigit(character) || Plain.IndexOf(character) >= 0)
            {
                label.Append(character);
            }
            else if (char.IsHighSurrogate(character) && index + 1 < shown.Length && char.IsLowSurrogate(shown[index + 1]))
            {
                AppendCode(char.ConvertToUtf32(character, shown[++index]));
            }
            else
            {
                AppendCode(char.IsSurrogate(character) ? '\uFFFD' : character);
            }
        }

        return label.Append('"').ToString();

        void AppendCode(int code) => label.Append('#').Append(code.ToString(CultureInfo.InvariantCulture)).Append(';');
    }
}
