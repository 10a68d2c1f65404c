using System.Management.Automation;
using OpenStackImage.Metadefs;

namespace OpenStackImage.Completion;

/// <summary>Completes -Namespace with the namespaces of metadata definitions; the tool tip has what each is about.</summary>
public sealed class NamespaceCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var found = new List<CompletionResult>();
        await foreach (var item in new NamespaceClient(session, null).ListAsync(null, null, cancellationToken).ConfigureAwait(false))
        {
            if (pattern.IsMatch(item.Namespace))
            {
                found.Add(Result(item.Namespace, item.DisplayName is { Length: > 0 } name ? name : item.Namespace));
            }
        }

        return found;
    }
}
