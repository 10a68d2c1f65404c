using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage;

/// <summary>The versions of the Image API that a cloud supports. They are read once per session, when a call needs them.</summary>
/// <param name="address">Glance's URL without a version.</param>
/// <param name="client">Reads the version document.</param>
internal sealed class ImageApi(Uri address, TokenlessClient client)
{
    private const int MajorVersion = 2;

    private readonly AsyncCache<ApiVersions> _versions = new();

    /// <summary>The newest minor version of Image API 2; null until the versions are read, or if there is none.</summary>
    public ApiVersion? Newest { get; private set; }

    /// <summary>Reads the versions, unless they are known.</summary>
    public async Task ReadAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var versions = await _versions
            .GetOrAddAsync("", () => client.ReadVersionsAsync(ServiceTypes.Image, address, observer, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        Newest = versions.Newest(MajorVersion);
    }

    /// <summary>Verifies that the cloud supports a request that a later version of the API introduced.</summary>
    /// <param name="minor">The minor version of Image API 2 that introduced the request.</param>
    /// <param name="what">The feature, as the beginning of a sentence.</param>
    /// <param name="observer">Is notified of the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageApiException">The cloud's version is older.</exception>
    public async Task RequireAsync(int minor, string what, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        await ReadAsync(observer, cancellationToken).ConfigureAwait(false);
        if (Newest is null || Newest.Minor < minor)
        {
            throw new ImageApiException(what, FormattableString.Invariant($"{MajorVersion}.{minor}"), Newest?.ToString() ?? "no version 2");
        }
    }
}
