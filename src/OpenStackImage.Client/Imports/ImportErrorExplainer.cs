using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Imports;

/// <summary>Explains why Glance refused an import, by the table of reasons, and what the cloud supports instead.</summary>
internal sealed class ImportErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    public async Task<ServiceException> ExplainAsync(
        ServiceException refusal, string imageId, ImageImport import, CancellationToken cancellationToken)
    {
        var conditions = (session.HasNoProject ? RefusalCondition.NoProject : RefusalCondition.None)
            | (import.Method == ImportMethod.CopyImage ? RefusalCondition.CopiesImage : RefusalCondition.None)
            | (import.Uri is null ? RefusalCondition.NoUri : RefusalCondition.None);
        if (RefusalTable.Find(refusal, RequestKind.Import, conditions) is not { } reason)
        {
            return refusal;
        }

        var methods = reason.Mentions("methods") ? await MethodsAsync(cancellationToken).ConfigureAwait(false) : "";
        var stores = reason.Mentions("stores") ? await StoresAsync(cancellationToken).ConfigureAwait(false) : "";
        var texts = new Dictionary<string, string>
        {
            ["image"] = imageId,
            ["scope"] = session.ScopeDescription,
            ["method"] = import.Method,
            ["uri"] = import.Uri ?? "",
            ["methods"] = methods,
            ["stores"] = stores,
        };
        return reason.Explain(refusal, texts);
    }

    private async Task<string> MethodsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var info = await new ServiceInfoClient(session, observer).GetImportInfoAsync(cancellationToken).ConfigureAwait(false);
            return string.Join(", ", info.Methods);
        }
        catch (OpenStackException)
        {
            // The list is read only for the message. The refusal is the error.
            return "a method that Get-OSImageImportInfo shows";
        }
    }

    private async Task<string> StoresAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stores = await new ServiceInfoClient(session, observer).ListStoresAsync(detail: false, cancellationToken)
                .ConfigureAwait(false);
            return string.Join(", ", stores.Select(store => store.IsDefault ? $"{store} (the default)" : store.Id));
        }
        catch (OpenStackException)
        {
            return "a store that Get-OSImageStore shows";
        }
    }
}
