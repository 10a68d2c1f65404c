using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes an argument with the resources that are visible to a session. It never throws and never prompts for a password. Without a
/// session, or if the cloud is slow, it completes nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCompleter : IArgumentCompleter
{
    private const int MaxResults = 500;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var context = new CompletionContext(commandName, parameterName, fakeBoundParameters);
            var sessions = context.Sessions;
            var key = $"{GetType().Name}\n{Key(context)}";
            var found = CompletionLookup.Find(sessions, key, (session, add, stop) => FindAsync(session, context, add, stop));
            return found.SelectMany(cloud => OfCloud(cloud.Session, cloud.Found, isOneOfSeveral: sessions.Count > 1))
                .GroupBy(candidate => (candidate.Text, candidate.Label))
                .Select(same => same.First() with { ToolTip = string.Join("; ", same.Select(candidate => candidate.ToolTip)) })
                .Where(candidate => Word.Starts(candidate.Text, wordToComplete) || Word.Starts(candidate.OtherText, wordToComplete))
                .OrderBy(candidate => candidate.Label, StringComparer.OrdinalIgnoreCase)
                .Take(MaxResults)
                .Select(candidate => Result(candidate, wordToComplete, context))
                .OfType<CompletionResult>()
                .ToArray();
        }
        catch (Exception exception) when (exception is OpenStackException or ObjectDisposedException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>Returns the candidates of one cloud. With several clouds, the tool tip names the cloud.</summary>
    private IEnumerable<Candidate> OfCloud(OpenStackSession session, IEnumerable<Candidate> found, bool isOneOfSeveral)
        => isOneOfSeveral
            ? Select(found).Select(candidate => candidate with { ToolTip = $"{session.Cloud}: {candidate.ToolTip}" })
            : Select(found);

    /// <summary>Finds all candidates, regardless of the typed text.</summary>
    /// <param name="session">The session.</param>
    /// <param name="context">The command line.</param>
    /// <param name="add">Adds a candidate.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private protected abstract Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken);

    /// <summary>Returns the values that the candidates depend on, in addition to the session.</summary>
    private protected virtual string Key(CompletionContext context) => "";

    /// <summary>Selects the candidates that are shown from those that were found.</summary>
    private protected virtual IEnumerable<Candidate> Select(IEnumerable<Candidate> found) => found;

    /// <summary>Creates the result of a candidate; null if it cannot be typed.</summary>
    private protected virtual CompletionResult? Result(Candidate candidate, string wordToComplete, CompletionContext context)
        => Word.CanBeTyped(candidate.Text) ? Word.Result(candidate.Text, candidate.Label, candidate.ToolTip) : null;
}
