using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Discovery;

/// <summary>Glance's /v2/info: what this cloud has and allows (api-ref image/v2, "Image service info discovery"; glance/api/v2/discovery.py).</summary>
internal sealed class DiscoveryClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "info";
    private const string Stores = "stores";
    private const int DetailVersion = 15;

    /// <summary>GET /v2/info/import: the methods by which images are taken in.</summary>
    public async Task<ImageImportInfo> GetImportInfoAsync(CancellationToken cancellationToken)
        => (await GetAsync(["import"], cancellationToken).ConfigureAwait(false)).ReadObject<ImageImportInfo>("import-methods");

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
            return response.ReadList<ImageStore>("stores");
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

    private Task<ServiceResponse> GetAsync(string[] below, CancellationToken cancellationToken)
        => session.Image.SendAsync(ServiceRequest.Get(session.Image.Resource([Collection, .. below])), observer, cancellationToken);
}
