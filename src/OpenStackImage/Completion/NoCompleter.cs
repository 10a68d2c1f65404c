using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>Completes nothing. Without a completer, PowerShell would complete file names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NoCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
