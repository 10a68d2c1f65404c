using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>The word that Tab completes.</summary>
internal static class Word
{
    /// <summary>What the word is the beginning of.</summary>
    public static WildcardPattern Pattern(string? word) => new(WildcardPattern.Escape((word ?? "").Trim('\'', '"')) + "*", WildcardOptions.IgnoreCase);

    public static bool Starts(string name, string? word) => Pattern(word).IsMatch(name);

    /// <summary>A result that is quoted where PowerShell would read it as more than one word.</summary>
    public static CompletionResult Result(string name, string toolTip) => Result(name, name, toolTip);

    /// <inheritdoc cref="Result(string, string)"/>
    /// <param name="text">What goes into the command line.</param>
    /// <param name="label">What the list of offers shows.</param>
    /// <param name="toolTip">What there is to know about it.</param>
    public static CompletionResult Result(string text, string label, string toolTip)
    {
        var isPlain = text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.') && text[0] != '-';
        return new CompletionResult(isPlain ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'", label, CompletionResultType.ParameterValue, toolTip);
    }
}
