using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace OpenStackImage.Tests.Harness;

/// <summary>The engine's screen and keyboard as three text streams: results, everything else, and keyboard input.</summary>
/// <param name="output">Results.</param>
/// <param name="messages">Errors, warnings, verbose and debug text.</param>
/// <param name="input">The typed input.</param>
/// <param name="width">Columns of a line.</param>
/// <param name="isTerminal">Whether the output is displayed in colors; otherwise, the colors are removed.</param>
internal sealed class TextUserInterface(
    TextWriter output, TextWriter messages, TextReader input, int width, bool isTerminal) : PSHostUserInterface
{
    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new FixedScreen(width);

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => isTerminal;

    /// <inheritdoc/>
    public override string ReadLine() => input.ReadLine() ?? "";

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        foreach (var character in ReadLine())
        {
            secret.AppendChar(character);
        }

        return secret;
    }

    /// <inheritdoc/>
    public override void Write(string value) => output.Write(Plain(value));

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => output.Write(Plain(value));

    /// <inheritdoc/>
    public override void WriteLine(string value) => output.WriteLine(Plain(value));

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => messages.WriteLine(Plain(value));

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => messages.WriteLine($"WARNING: {message}");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => messages.WriteLine($"VERBOSE: {message}");

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => messages.WriteLine($"DEBUG: {message}");

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        ArgumentNullException.ThrowIfNull(descriptions);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            messages.Write($"{field.Name}: ");
            answers[field.Name] = field.ParameterTypeFullName == typeof(SecureString).FullName
                ? PSObject.AsPSObject(ReadLineAsSecureString())
                : PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ArgumentNullException.ThrowIfNull(choices);
        messages.WriteLine(message);
        messages.Write(
            string.Join("  ", choices.Select(choice => $"[{Key(choice)}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}"))
                + ": ");
        var answer = ReadLine().Trim();
        var chosen = choices.ToList().FindIndex(choice => string.Equals(Key(choice), answer, StringComparison.OrdinalIgnoreCase));
        return chosen >= 0 ? chosen : defaultChoice;
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        if (string.IsNullOrEmpty(userName))
        {
            messages.Write("User: ");
            userName = ReadLine();
        }

        messages.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    private string Plain(string text) => isTerminal ? text : new StringDecorated(text).ToString(OutputRendering.PlainText);

    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label[mark + 1].ToString() : choice.Label;
    }
}
