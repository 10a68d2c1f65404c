using System.Management.Automation;
using OpenStackImage.Schemas;

namespace OpenStackImage.Completion;

/// <summary>Completes with the names of Glance's schemas.</summary>
public sealed class SchemaCompleter : SessionCompleter
{
    private protected override Task<IReadOnlyList<CompletionResult>> CompleteAsync(OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<CompletionResult>>([.. SchemaClient.Names.Where(pattern.IsMatch).Select(name => Result(name, name))]);
}
