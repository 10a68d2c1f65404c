using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Benchmarks;

/// <summary>HttpClient as a careful script would use it: one client, one token, connections kept. Every floor is made of it.</summary>
public sealed class BareClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.All });
    private readonly Uri _endpoint;

    private BareClient(Uri endpoint, string token)
    {
        _endpoint = endpoint;
        _http.DefaultRequestHeaders.Add("X-Auth-Token", token);
    }

    public static async Task<BareClient> ConnectAsync(CloudAccount account)
        => new(account.ImageEndpoint, await account.IssueTokenAsync());

    /// <summary>GET, the status checked, the body read to its end.</summary>
    public async Task<byte[]> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(_endpoint, path), HttpCompletionOption.ResponseContentRead).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    /// <summary>The same for a script, which waits.</summary>
    public void Get(string path) => GetAsync(path).GetAwaiter().GetResult();

    /// <summary>The body as it comes.</summary>
    public async Task<Stream> OpenAsync(string path)
    {
        var answer = await _http.GetAsync(new Uri(_endpoint, path), HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false);
    }

    /// <summary>PUT of a file, the status checked.</summary>
    public async Task PutAsync(string path, string file)
    {
        await using var data = File.OpenRead(file);
        using var content = new StreamContent(data) { Headers = { ContentType = new("application/octet-stream") } };
        using var answer = await _http.PutAsync(new Uri(_endpoint, path), content).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    public static string Members(string image) => $"v2/images/{image}/members";

    public void Dispose() => _http.Dispose();
}
