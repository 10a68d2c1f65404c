using System.Globalization;
using System.Net;
using System.Text;
using Flurl;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>A list in which each page has another item and leads to another page.</summary>
public sealed class EndlessListTests : IDisposable
{
    private const int MaxPages = 50;

    private readonly HttpListener _server = new();
    private readonly string _address;
    private int _requests;

    public EndlessListTests()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _server.Prefixes.Add(_address);
        _server.Start();
        _ = ServeAsync();
    }

    [Fact]
    public async Task A_list_whose_items_never_end_is_an_error_after_its_pages()
    {
        using var transport = new Transport(TimeSpan.FromSeconds(30), new ConnectionOptions());
        var client = new ServiceClient("image", new Uri(_address), transport, new RetryPolicy(transport), new NoToken());
        var list = new ListReader<Image>(client, new Url(_address), "images", ImageReader.Read, image => image.Id, observer: null)
        {
            MaxPages = MaxPages,
        };
        var items = 0;

        var failure = await Assert.ThrowsAsync<UnexpectedResponseException>(async () =>
        {
            await foreach (var image in list.ReadAsync(default))
            {
                items++;
            }
        });

        Assert.Equal((MaxPages, MaxPages), (items, _requests));
        Assert.Contains("never ends", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Close();

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                var context = await _server.GetContextAsync();
                var number = Interlocked.Increment(ref _requests);
                var body = string.Create(
                    CultureInfo.InvariantCulture, $$"""{"images": [{"id": "{{number}}"}], "next": "/?marker={{number}}"}""");
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }

    private sealed class NoToken : IAuthHeaderSource
    {
        public bool CanRenew => false;

        public ValueTask<AuthHeader?> GetAsync(IRequestObserver? observer, CancellationToken cancellationToken) => default;

        public Task<AuthHeader?> ReplaceAsync(
            AuthHeader? rejected,
            string service,
            AuthenticationException rejection,
            IRequestObserver? observer,
            CancellationToken cancellationToken)
            => throw rejection;
    }
}
