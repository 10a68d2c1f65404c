namespace OpenStackImage.Http;

/// <summary>A request with the data that its attempts share.</summary>
/// <param name="Service">The service type, for the log and for messages.</param>
/// <param name="Request">The request.</param>
/// <param name="Header">Authenticates the request; null for none.</param>
/// <param name="Observer">Is notified of each attempt; null for none.</param>
/// <param name="OmitsExpect">True if the server does not support <c>Expect: 100-continue</c>.</param>
internal sealed record ServiceCall(
    string Service, ServiceRequest Request, AuthHeader? Header, IRequestObserver? Observer, bool OmitsExpect = false);
