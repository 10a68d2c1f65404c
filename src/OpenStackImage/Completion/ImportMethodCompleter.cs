using System.Management.Automation;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Completion;

/// <summary>Completes -Method with the import methods of the cloud.</summary>
public sealed class ImportMethodCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var info = await new ServiceInfoClient(session, null).GetImportInfoAsync(cancellationToken).ConfigureAwait(false);
        return [.. info.Methods.Where(pattern.IsMatch).Select(method => Result(method, method))];
    }
}
