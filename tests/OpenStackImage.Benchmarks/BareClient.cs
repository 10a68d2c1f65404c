using System.Security.Cryptography;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Benchmarks;

/// <summary>
/// An HttpClient as a well-written script uses it: one client, one token, and reused connections. Every baseline uses it.
/// </summary>
public sealed class BareClient : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.All });
    private readonly Uri _endpoint;

    private BareClient(Uri endpoint, string token)
    {
        _endpoint = endpoint;
        _http.DefaultRequestHeaders.Add("X-Auth-Token", token);
    }

    public static async Task<BareClient> ConnectAsync(CloudAccount account)
        => new(account.ImageEndpoint, await account.IssueTokenAsync());

    /// <summary>Sends a GET request, checks the status, and reads the complete body.</summary>
    public async Task<byte[]> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(_endpoint, path), HttpCompletionOption.ResponseContentRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a GET request synchronously, for a script.</summary>
    public void Get(string path) => GetAsync(path).GetAwaiter().GetResult();

    /// <summary>Sends a POST request with a JSON document, checks the status, and reads the complete body.</summary>
    public async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_endpoint, path), content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    /// <summary>Returns the body as a stream.</summary>
    public async Task<Stream> OpenAsync(string path)
    {
        var response = await _http.GetAsync(new Uri(_endpoint, path), HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false);
    }

    /// <summary>Uploads a file with a PUT request, and checks the status.</summary>
    /// <param name="path">The path of the URL.</param>
    /// <param name="file">The file.</param>
    /// <param name="hash">Receives every byte before it is sent; null for no hash.</param>
    public async Task PutAsync(string path, string file, IncrementalHash? hash = null)
    {
        await using var data = File.OpenRead(file);
        using var content = new HashedContent(data, hash) { Headers = { ContentType = new("application/octet-stream") } };
        using var response = await _http.PutAsync(new Uri(_endpoint, path), content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Downloads data to a file with a GET request.</summary>
    /// <param name="path">The path of the URL.</param>
    /// <param name="file">The file.</param>
    /// <param name="hash">Receives every byte before it is written; null for no hash.</param>
    public async Task SaveAsync(string path, string file, IncrementalHash? hash)
    {
        await using var data = await OpenAsync(path).ConfigureAwait(false);
        await using var target = File.Create(file);
        await CopyAsync(data, target, hash).ConfigureAwait(false);
    }

    public static string Members(string image) => $"v2/images/{image}/members";

    public void Dispose() => _http.Dispose();

    private static async Task CopyAsync(Stream from, Stream to, IncrementalHash? hash)
    {
        var chunk = new byte[512 * 1024];
        int read;
        while ((read = await from.ReadAsync(chunk).ConfigureAwait(false)) > 0)
        {
            hash?.AppendData(chunk, 0, read);
            await to.WriteAsync(chunk.AsMemory(0, read)).ConfigureAwait(false);
        }
    }

    private sealed class HashedContent(Stream data, IncrementalHash? hash) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
            => CopyAsync(data, stream, hash);

        protected override bool TryComputeLength(out long length)
        {
            length = data.Length;
            return true;
        }
    }
}
