using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Imports;

/// <summary>What web-download fetches. Nothing here reaches out of the machine: of all URIs only those on loopback pass.</summary>
internal static class WebFetch
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(30) };

    public static bool Allows(string uri)
        => Uri.TryCreate(uri, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host == "127.0.0.1";

    public static async Task<ImageData> ReadAsync(string uri)
        => ImageData.Of(await Client.GetByteArrayAsync(new Uri(uri)).ConfigureAwait(false));
}
