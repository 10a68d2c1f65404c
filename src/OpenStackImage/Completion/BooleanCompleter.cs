using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>Completes $true and $false.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BooleanCompleter : IArgumentCompleter
{
    private static readonly string[] Values = ["$false", "$true"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Values.Where(value => value.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value, value, CompletionResultType.ParameterValue, value));
}
