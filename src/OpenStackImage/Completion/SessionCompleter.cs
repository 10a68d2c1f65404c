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
            var session = SessionOf(Unwrapped(fakeBoundParameters?["Session"])) ?? SessionStore.OfThisRunspace.Default;
            if (session is null)
            {
                return [];
            }

            using var limit = new CancellationTokenSource(Patience);
            var pattern = Word.Pattern(wordToComplete);
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

    /// <inheritdoc cref="Word.Result(string, string)"/>
    private protected static CompletionResult Result(string name, string toolTip) => Word.Result(name, toolTip);

    /// <inheritdoc cref="Word.Result(string, string, string)"/>
    private protected static CompletionResult Result(string text, string label, string toolTip) => Word.Result(text, label, toolTip);

    private static OpenStackSession? SessionOf(object? given) => given switch
    {
        OpenStackSession session => session,
        string name => SessionStore.OfThisRunspace.Find(name),
        object[] { Length: > 0 } several => SessionOf(Unwrapped(several[0])),
        _ => null,
    };

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
