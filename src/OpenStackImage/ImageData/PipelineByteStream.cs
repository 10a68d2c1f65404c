using System.Threading.Channels;

namespace OpenStackImage.ImageData;

/// <summary>
/// The bytes of the pipeline as a stream. The pipeline thread adds the bytes, and the upload reads them. At most a few chunks are buffered.
/// </summary>
internal sealed class PipelineByteStream : ForwardStream
{
    private const int MaxChunks = 4;
    private const int ChunkSize = 64 * 1024;

    private readonly Channel<ArraySegment<byte>> _chunks = Channel.CreateBounded<ArraySegment<byte>>(
        new BoundedChannelOptions(MaxChunks) { SingleReader = true, SingleWriter = true });

    private readonly byte[] _collected = new byte[ChunkSize];
    private ArraySegment<byte> _current = new([]);
    private int _count;

    /// <summary>
    /// Pipeline thread: adds bytes, which may arrive one by one. Waits for the upload if necessary, and writes the records of the cmdlet in
    /// the meantime.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="meanwhile">Called repeatedly during the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Add(byte[] bytes, Action meanwhile, CancellationToken cancellationToken)
    {
        if (bytes.Length >= ChunkSize)
        {
            Flush(meanwhile, cancellationToken);
            Hand(new ArraySegment<byte>(bytes), meanwhile, cancellationToken);
            return;
        }

        if (_count + bytes.Length > ChunkSize)
        {
            Flush(meanwhile, cancellationToken);
        }

        bytes.CopyTo(_collected, _count);
        _count += bytes.Length;
    }

    /// <summary>Pipeline thread: ends the data.</summary>
    public void Complete(Action meanwhile, CancellationToken cancellationToken)
    {
        Flush(meanwhile, cancellationToken);
        _chunks.Writer.TryComplete();
    }

    /// <summary>Upload: stops reading. Further bytes are discarded.</summary>
    public override void Close()
    {
        _chunks.Writer.TryComplete();
        base.Close();
    }

    protected override async Task<int> ReadAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        if (!await WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var taken = Math.Min(buffer.Count, _current.Count);
        Buffer.BlockCopy(_current.Array!, _current.Offset, buffer.Array!, buffer.Offset, taken);
        _current = new ArraySegment<byte>(_current.Array!, _current.Offset + taken, _current.Count - taken);
        return taken;
    }

    /// <summary>Waits for a chunk; returns false at the end.</summary>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (_current.Count == 0)
        {
            if (!await _chunks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            _chunks.Reader.TryRead(out _current);
        }

        return true;
    }

    private void Flush(Action meanwhile, CancellationToken cancellationToken)
    {
        if (_count > 0)
        {
            var chunk = new byte[_count];
            Buffer.BlockCopy(_collected, 0, chunk, 0, _count);
            _count = 0;
            Hand(new ArraySegment<byte>(chunk), meanwhile, cancellationToken);
        }
    }

    private void Hand(ArraySegment<byte> chunk, Action meanwhile, CancellationToken cancellationToken)
    {
        while (!_chunks.Writer.TryWrite(chunk))
        {
            meanwhile();
            var canWrite = _chunks.Writer.WaitToWriteAsync(cancellationToken).AsTask();
            if (Task.WaitAny([canWrite], millisecondsTimeout: 50, cancellationToken) == 0 && !canWrite.GetAwaiter().GetResult())
            {
                return;
            }
        }
    }
}
