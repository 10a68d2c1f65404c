using System.Threading.Channels;

namespace OpenStackImage.ImageData;

/// <summary>The data of a <see cref="DataBroadcast"/> as one upload reads it. Disposing the stream leaves the broadcast.</summary>
internal sealed class DataBroadcastStream(DataBroadcast broadcast) : ForwardStream
{
    private readonly Channel<DataChunk> _chunks = Channel.CreateUnbounded<DataChunk>();
    private DataChunk? _current;
    private int _consumed;
    private Exception? _failure;

    internal void Add(DataChunk chunk) => _chunks.Writer.TryWrite(chunk);

    /// <summary>Ends the stream. A failure is not given to the channel, whose task is not observed.</summary>
    internal void End(Exception? failure)
    {
        _failure = failure;
        _chunks.Writer.TryComplete();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
        {
            return;
        }

        // No chunk is added after this.
        broadcast.Remove(this);
        ReleaseCurrent();
        while (_chunks.Reader.TryRead(out var chunk))
        {
            broadcast.OnConsumed(chunk);
        }
    }

    protected override async Task<int> ReadAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        broadcast.OnReading();
        if (_current is null)
        {
            var isMore = await _chunks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            if (!isMore || !_chunks.Reader.TryRead(out _current))
            {
                return _failure is null ? 0 : throw _failure;
            }
        }

        var read = Math.Min(buffer.Count, _current.Count - _consumed);
        Buffer.BlockCopy(_current.Bytes, _consumed, buffer.Array!, buffer.Offset, read);
        _consumed += read;
        if (_consumed == _current.Count)
        {
            ReleaseCurrent();
        }

        return read;
    }

    private void ReleaseCurrent()
    {
        if (_current is { } chunk)
        {
            (_current, _consumed) = (null, 0);
            broadcast.OnConsumed(chunk);
        }
    }
}
