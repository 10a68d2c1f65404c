using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenStackImage.Sessions;

namespace OpenStackImage.Completion;

/// <summary>Completes an argument with what a session sees. It never throws and never asks; without a session, or when the cloud is slow, it offers nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCompleter : IArgumentCompleter
{
    /// <summary>Longer than this nobody waits for Tab.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var session = Unwrapped(fakeBoundParameters?["Session"]) as OpenStackSession ?? SessionStore.OfThisRunspace.Default;
            if (session is null)
            {
                return [];
            }

            using var limit = new CancellationTokenSource(Patience);
            var pattern = new WildcardPattern(WildcardPattern.Escape((wordToComplete ?? "").Trim('\'', '"')) + "*", WildcardOptions.IgnoreCase);
            return Task.Run(() => CompleteAsync(session, pattern, limit.Token)).GetAwaiter().GetResult()
                .OrderBy(result => result.ListItemText, StringComparer.OrdinalIgnoreCase)
                .ToArray();
        }
        catch (Exception exception) when (exception is OpenStackException or OperationCanceledException or ObjectDisposedException)
        {
            return [];
        }
    }

    private protected abstract Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken);

    /// <summary>A result that is quoted where PowerShell would read it as more than one word.</summary>
    private protected static CompletionResult Result(string name, string toolTip)
    {
        var isPlain = name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.') && name[0] != '-';
        return new CompletionResult(isPlain ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'", name, CompletionResultType.ParameterValue, toolTip);
    }

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
