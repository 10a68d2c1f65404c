using System.Management.Automation;
using OpenStackImage.Metadefs;

namespace OpenStackImage.Completion;

/// <summary>Completes with the types of resources that have metadata definitions.</summary>
public sealed class ResourceTypeCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var types = await new NamespaceClient(session, null).ListResourceTypesAsync(cancellationToken).ConfigureAwait(false);
        return [.. types.Where(type => pattern.IsMatch(type.Name)).Select(type => Result(type.Name, type.Name))];
    }
}
