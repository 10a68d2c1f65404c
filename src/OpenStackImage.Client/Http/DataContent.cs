using System.Net;
using System.Net.Http.Headers;

namespace OpenStackImage.Http;

/// <summary>Puts <see cref="IRequestData"/> on the wire.</summary>
internal sealed class DataContent : HttpContent
{
    private const string MediaType = "application/octet-stream";

    private readonly IRequestData _data;
    private readonly IdleTimeout _limit;
    private long _sent;

    public DataContent(IRequestData data, IdleTimeout limit)
    {
        _data = data;
        _limit = limit;
        Headers.ContentType = new MediaTypeHeaderValue(MediaType);
    }

    public long Sent => Interlocked.Read(ref _sent);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _limit.Pause();
        using var metered = new MeteredStream(stream, _limit, count => Interlocked.Add(ref _sent, count));
        await _data.WriteToAsync(metered, _limit.Token).ConfigureAwait(false);

        // From here on it is the service that has to say something.
        _limit.Restart();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _data.Length ?? 0;
        return _data.Length is not null;
    }
}
