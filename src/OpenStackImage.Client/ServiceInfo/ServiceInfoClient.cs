using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ServiceInfo;

/// <summary>
/// Glance's /v2/info: the configuration of the cloud (api-ref image/v2, "Image service info discovery"; glance/api/v2/discovery.py).
/// </summary>
internal sealed class ServiceInfoClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "info";
    private const string Stores = "stores";
    private const int DetailVersion = 15;
    private const int UsageVersion = 13;

    /// <summary>Returns the import methods.</summary>
    public async Task<ImageImportInfo> GetImportInfoAsync(CancellationToken cancellationToken)
    {
        var response = await GetAsync(["import"], cancellationToken).ConfigureAwait(false);
        return response.Read("import-methods", ServiceInfoReader.ReadImportInfo);
    }

    /// <summary>Returns the stores, for an admin with their details.</summary>
    /// <exception cref="ImageApiException">Details are requested from a cloud without Image API 2.15.</exception>
    /// <exception cref="AccessDeniedException">Details are requested, and the session does not have the admin role.</exception>
    /// <exception cref="NotFoundException">The cloud has a single store without a name.</exception>
    public async Task<IReadOnlyList<ImageStore>> ListStoresAsync(bool detail, CancellationToken cancellationToken)
    {
        if (detail)
        {
            await session.RequireImageApiAsync(DetailVersion, "The detail of stores", observer, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var response = await GetAsync(detail ? [Stores, "detail"] : [Stores], cancellationToken).ConfigureAwait(false);
            return response.ReadUsable("stores", ServiceInfoReader.ReadStore, observer);
        }
        catch (ServiceException refusal)
        {
            var kind = detail ? RequestKind.StoreDetail : RequestKind.Stores;
            throw RefusalTable.Explain(refusal, kind, new Dictionary<string, string>());
        }
    }

    /// <summary>Verifies that the cloud has an import method.</summary>
    /// <exception cref="NameNotFoundException">It does not.</exception>
    public async Task RequireImportMethodAsync(string method, CancellationToken cancellationToken)
    {
        var info = await GetImportInfoAsync(cancellationToken).ConfigureAwait(false);
        if (!info.Methods.Contains(method))
        {
            throw new NameNotFoundException(
                ErrorIds.ImportMethodNotFound,
                $"This cloud has no import method '{method}'. Nothing was sent.",
                info.Methods.Count == 0 ? "Upload the data instead." : $"The cloud has {string.Join(", ", info.Methods)}.");
        }
    }

    /// <summary>Verifies that the cloud has stores that accept data. Glance without named stores ignores the name of one.</summary>
    /// <exception cref="NameNotFoundException">A store does not exist, or does not accept data.</exception>
    /// <exception cref="NotFoundException">The cloud has a single store without a name.</exception>
    public async Task RequireStoresAsync(IReadOnlyList<string> storeIds, CancellationToken cancellationToken)
    {
        var stores = await ListStoresAsync(detail: false, cancellationToken).ConfigureAwait(false);
        var writable = stores.Where(store => !store.IsReadOnly).Select(store => store.Id).ToArray();
        if (storeIds.FirstOrDefault(id => !writable.Contains(id)) is { } missing)
        {
            var what = stores.Any(store => store.Id == missing) ? $"Store '{missing}' is read-only." : $"Store '{missing}' does not exist.";
            throw new NameNotFoundException(
                ErrorIds.StoreNotFound, $"{what} Nothing was sent.", $"Specify one of these stores: {string.Join(", ", writable)}.");
        }
    }

    /// <summary>Returns the usage of the project's quotas. Empty if the cloud has no quotas.</summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.13.</exception>
    public async Task<IReadOnlyList<ImageUsage>> ListUsageAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(UsageVersion, "The usage of quotas", observer, cancellationToken).ConfigureAwait(false);
        var response = await GetAsync(["usage"], cancellationToken).ConfigureAwait(false);
        var usage = response.ReadObject("usage");
        return [.. usage.Properties().Where(item => item.Value is JObject).Select(item => new ImageUsage
        {
            Name = item.Name,
            Usage = ((JObject)item.Value).Int64("usage") ?? 0,
            Limit = ((JObject)item.Value).Int64("limit") ?? -1,
        })];
    }

    private Task<ServiceResponse> GetAsync(string[] below, CancellationToken cancellationToken)
        => session.Image.SendAsync(ServiceRequest.Get(session.Image.Resource([Collection, .. below])), observer, cancellationToken);
}
