namespace OpenStackImage.Completion;

/// <summary>A possible value of an argument.</summary>
/// <param name="Text">The value.</param>
/// <param name="Label">The text in the list of completions.</param>
/// <param name="ToolTip">The tool tip.</param>
internal sealed record Candidate(string Text, string Label, string ToolTip)
{
    /// <summary>Another text that the user can type, for example the ID of an image.</summary>
    public string? OtherText { get; init; }

    public static Candidate Of(string text, string? toolTip = null) => new(text, text, string.IsNullOrEmpty(toolTip) ? text : toolTip!);
}
