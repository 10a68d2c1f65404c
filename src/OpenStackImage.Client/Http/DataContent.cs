using System.Net;
using System.Net.Http.Headers;

namespace OpenStackImage.Http;

/// <summary>Sends <see cref="IRequestData"/> as the body of one attempt.</summary>
internal sealed class DataContent : HttpContent
{
    private readonly IRequestData _data;
    private readonly IdleTimeout _timeout;
    private long _sent;

    public DataContent(IRequestData data, string mediaType, IdleTimeout timeout)
    {
        _data = data;
        _timeout = timeout;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>The number of bytes that were handed to the connection.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _timeout.Pause();
        using var metered = new MeteredStream(stream, _timeout, count => Interlocked.Add(ref _sent, count));
        await _data.WriteToAsync(metered, _timeout.Token).ConfigureAwait(false);

        // The service has to respond now.
        _timeout.Restart();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _data.Length ?? 0;
        return _data.Length is not null;
    }
}
