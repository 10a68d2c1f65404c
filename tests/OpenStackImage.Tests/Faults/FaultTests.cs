using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Tests of requests to a service or over a connection that fails.</summary>
public abstract class FaultTests(TestCloud cloud) : CloudTests(cloud)
{
    private protected const string Project = "f5fe2b0546c44415b7748dc61e08c911";

    /// <summary>Connects to the server with a pinned endpoint and token.</summary>
    private protected void Pin(RawServer server, string options = "")
        => Shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret("x")).Run(
            $"$session = Connect-OpenStack -ImageEndpoint $endpoint -Token $token -ProjectId {Project} {options}").MustSucceed();

    /// <summary>Returns the requests that the image service received, with the statuses of its responses.</summary>
    private protected string Sent()
        => string.Join(
            ", ",
            Cloud.Local.Log.Requests.Where(request => request.Service == "image")
                .Select(request => $"{request.Method} {request.StatusCode}"));
}
