using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>The word that Tab completes.</summary>
internal static class Word
{
    /// <summary>True if a text starts with the word. The comparison does not depend on the culture.</summary>
    public static bool Starts(string? text, string? word)
        => text is not null && text.StartsWith((word ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="Result(string, string, string)"/>
    public static CompletionResult Result(string text, string toolTip) => Result(text, text, toolTip);

    /// <summary>True if the text has no control characters, so that it can be inserted in a command line.</summary>
    public static bool CanBeTyped(string text) => text.Length > 0 && TerminalText.Of(text) == text;

    /// <summary>Creates a result that PowerShell reads as one string, also in an array.</summary>
    /// <param name="text">The value to insert.</param>
    /// <param name="label">The text in the list of completions.</param>
    /// <param name="toolTip">The tool tip.</param>
    public static CompletionResult Result(string text, string label, string toolTip)
    {
        text = TerminalText.Of(text)!;
        return new CompletionResult(
            IsBareWord(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'",
            Shown(label, text),
            CompletionResultType.ParameterValue,
            Shown(toolTip, text));
    }

    /// <summary>
    /// True if PowerShell reads an unquoted text as this string, as an argument and in an array, where 22.10 would become a number.
    /// </summary>
    private static bool IsBareWord(string text)
    {
        var script = Parser.ParseInput($"f {text} x,{text}", out _, out var errors);
        return errors.Length == 0
            && script.EndBlock.Statements is [PipelineAst { PipelineElements: [CommandAst command] }]
            && command.CommandElements is [_, var single, ArrayLiteralAst array]
            && IsSame(single)
            && array.Elements is [_, var second]
            && IsSame(second);

        bool IsSame(Ast ast)
            => ast is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word && word.Value == text;
    }

    private static string Shown(string text, string otherwise) => TerminalText.Of(text) is { Length: > 0 } shown ? shown : otherwise;
}
