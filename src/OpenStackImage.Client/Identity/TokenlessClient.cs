using Flurl;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Sends requests that do not carry the token of a session: version documents, sign-ins, requests to identity providers.</summary>
internal sealed class TokenlessClient(Transport transport, RetryPolicy retries)
{
    /// <summary>Sends a request, and repeats it after transient errors.</summary>
    /// <param name="service">The service type, for the log.</param>
    /// <param name="request">The request.</param>
    /// <param name="header">Authenticates it; null for none.</param>
    /// <param name="observer">Is notified of each attempt.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<ServiceResponse> SendAsync(
        string service, ServiceRequest request, AuthHeader? header, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(service, request, header, observer);
        return retries.RunAsync(call, Attempt.Start(), transport.SendAsync, cancellationToken);
    }

    /// <summary>Reads the version document of a service. The document is public, so no token is sent.</summary>
    /// <param name="service">The service type, for the log.</param>
    /// <param name="address">The service's URL without a version.</param>
    /// <param name="observer">Is notified of the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<ApiVersions> ReadVersionsAsync(
        string service, Uri address, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var response = await SendAsync(service, ServiceRequest.GetVersions(new Url(address)), null, observer, cancellationToken)
            .ConfigureAwait(false);
        return response.Read(ApiVersionReader.Read);
    }
}
