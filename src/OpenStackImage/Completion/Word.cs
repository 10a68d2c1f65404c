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
    public static CompletionResult Result(string name, string toolTip)
    {
        var isPlain = name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.') && name[0] != '-';
        return new CompletionResult(isPlain ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'", name, CompletionResultType.ParameterValue, toolTip);
    }
}
