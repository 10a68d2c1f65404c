using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>Completes -Session with the names of the sessions of this runspace; the tool tip has user, project and cloud.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => SessionStore.OfThisRunspace.All
            .Where(session => session.Name is not null && Word.Starts(session.Name, wordToComplete))
            .Select(session => Word.Result(session.Name!, session.ToString()));
}
