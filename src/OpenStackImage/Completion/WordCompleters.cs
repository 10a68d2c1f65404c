using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenStackImage.Images;

namespace OpenStackImage.Completion;

/// <summary>Completes with words that are always the same. A cloud may know others, so that they are no ValidateSet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WordCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<string> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Words
            .Where(word => word.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word));
}

/// <summary>Completes -DiskFormat.</summary>
public sealed class DiskFormatCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words => ImageFormats.Disk;
}

/// <summary>Completes -ContainerFormat.</summary>
public sealed class ContainerFormatCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words => ImageFormats.Container;
}

/// <summary>Completes -Sort with what the service can sort by, in both directions.</summary>
public sealed class SortOrderCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; } = SortOrder.Keys.Keys.SelectMany(key => new[] { key, key + ":desc" }).ToArray();
}
