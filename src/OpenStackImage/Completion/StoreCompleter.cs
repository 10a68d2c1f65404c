using System.Management.Automation;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Completion;

/// <summary>Completes -Store with the stores of the cloud; the tool tip has what the operators say of them.</summary>
public sealed class StoreCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var stores = await new ServiceInfoClient(session, null).ListStoresAsync(detail: false, cancellationToken).ConfigureAwait(false);
        return [.. stores.Where(store => pattern.IsMatch(store.Id)).Select(store => Result(store.Id, store.Description ?? (store.IsDefault ? "the default store" : store.Id)))];
    }
}
