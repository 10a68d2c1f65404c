using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ServiceInfo;

/// <summary>Glance's /v2/info: what this cloud has and allows (api-ref image/v2, "Image service info discovery"; glance/api/v2/discovery.py).</summary>
internal sealed class ServiceInfoClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "info";
    private const string Stores = "stores";
    private const int DetailVersion = 15;
    private const int UsageVersion = 13;

    /// <summary>GET /v2/info/import: the methods by which images are taken in.</summary>
    public async Task<ImageImportInfo> GetImportInfoAsync(CancellationToken cancellationToken)
        => (await GetAsync(["import"], cancellationToken).ConfigureAwait(false)).Read("import-methods", ServiceInfoReader.ReadImportInfo);

    /// <summary>GET /v2/info/stores, or /v2/info/stores/detail for an admin.</summary>
    /// <exception cref="ImageApiException">The details are asked of a cloud that cannot give them.</exception>
    /// <exception cref="AccessDeniedException">The details are asked for by somebody who is no admin.</exception>
    /// <exception cref="NotFoundException">The cloud has one nameless store only.</exception>
    public async Task<IReadOnlyList<ImageStore>> ListStoresAsync(bool detail, CancellationToken cancellationToken)
    {
        if (detail)
        {
            await session.RequireImageApiAsync(DetailVersion, "The detail of stores", observer, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var response = await GetAsync(detail ? [Stores, "detail"] : [Stores], cancellationToken).ConfigureAwait(false);
            return response.ReadList("stores", ServiceInfoReader.ReadStore);
        }
        catch (AccessDeniedException denied) when (detail)
        {
            throw denied.Explained("What a store is made of is for admins to see.", ErrorIds.AdminRequired, "Leave -Detail out, or use an admin's session.");
        }
        catch (NotFoundException missing)
        {
            throw missing.Explained(
                "This cloud has a single store, which has no name.", ErrorIds.StoresNotEnabled, "Leave stores out; several take enabled_backends in Glance's configuration.");
        }
    }

    /// <summary>GET /v2/info/usage: what this project has used up. Empty where the cloud does not count.</summary>
    /// <exception cref="ImageApiException">The cloud is too old to count.</exception>
    public async Task<IReadOnlyList<ImageUsage>> ListUsageAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(UsageVersion, "The usage of quotas", observer, cancellationToken).ConfigureAwait(false);
        var usage = (await GetAsync(["usage"], cancellationToken).ConfigureAwait(false)).ReadObject("usage");
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
