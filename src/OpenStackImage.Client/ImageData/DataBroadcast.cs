using System.Threading.Channels;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>
/// Passes the data of one download to several uploads, in chunks. The chunks are shared and reused, so that memory usage does not depend on
/// the size of the data. The slowest upload determines the speed. The last chunk is withheld until <see cref="Complete"/>, so that no
/// upload can end before the data is verified.
/// </summary>
internal sealed class DataBroadcast : DataSink
{
    private const int ChunkCount = 4;

    private readonly object _lock = new();
    private readonly List<DataBroadcastStream> _readers = [];
    private readonly Channel<byte[]> _free = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource<bool> _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DataChunk? _held;

    /// <summary>Creates a broadcast without readers.</summary>
    public DataBroadcast()
    {
        for (var i = 0; i < ChunkCount; i++)
        {
            _free.Writer.TryWrite([]);
        }
    }

    /// <summary>Completes with true when the first reader reads, or with false if no reader is left.</summary>
    public Task<bool> Wanted => _wanted.Task;

    /// <summary>False if all uploads have ended.</summary>
    public bool HasReaders
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count > 0;
            }
        }
    }

    /// <summary>Returns a stream of the data. Every reader must be opened before the first chunk is written.</summary>
    public DataBroadcastStream OpenReader()
    {
        var reader = new DataBroadcastStream(this);
        lock (_lock)
        {
            _readers.Add(reader);
        }

        return reader;
    }

    /// <summary>Writes the next bytes; waits while the slowest reader is several chunks behind.</summary>
    /// <exception cref="ImageDataException">No reader is left.</exception>
    public override async Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken)
    {
        byte[] buffer;
        try
        {
            buffer = await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ImageDataException(ErrorIds.UploadInterrupted, "All uploads have ended.", "Run the command again.");
        }

        buffer = buffer.Length >= count ? buffer : new byte[data.Length];
        Buffer.BlockCopy(data, 0, buffer, 0, count);
        Publish();
        _held = new DataChunk(buffer, count);
        Position += count;
    }

    /// <inheritdoc/>
    public override void Restart() => throw new ImageDataException(
        ErrorIds.UploadInterrupted,
        "The connection to the source failed, and the service of the source cannot resume the download.",
        "Run the command again.");

    /// <summary>Completes the data. The readers receive the last chunk.</summary>
    public void Complete()
    {
        Publish();
        End(null);
    }

    /// <summary>Ends the data with a failure, which the readers throw. The last chunk is not delivered.</summary>
    public void Fail(Exception failure)
    {
        _held = null;
        End(failure);
    }

    internal void OnReading() => _wanted.TrySetResult(true);

    internal void OnConsumed(DataChunk chunk)
    {
        if (chunk.Release())
        {
            _free.Writer.TryWrite(chunk.Bytes);
        }
    }

    internal void Remove(DataBroadcastStream reader)
    {
        lock (_lock)
        {
            if (_readers.Remove(reader) && _readers.Count == 0)
            {
                _free.Writer.TryComplete();
                _wanted.TrySetResult(false);
            }
        }
    }

    private void Publish()
    {
        if (_held is not { } chunk)
        {
            return;
        }

        _held = null;
        lock (_lock)
        {
            chunk.Share(_readers.Count);
            foreach (var reader in _readers)
            {
                reader.Add(chunk);
            }
        }
    }

    private void End(Exception? failure)
    {
        lock (_lock)
        {
            foreach (var reader in _readers)
            {
                reader.End(failure);
            }
        }
    }
}

/// <summary>A chunk of data that several readers share.</summary>
/// <param name="bytes">The buffer.</param>
/// <param name="count">The number of bytes in it.</param>
internal sealed class DataChunk(byte[] bytes, int count)
{
    private int _readers;

    public byte[] Bytes => bytes;

    public int Count => count;

    public void Share(int readers) => _readers = readers;

    /// <summary>Records that a reader has finished with the chunk. Returns true if it was the last reader.</summary>
    public bool Release() => Interlocked.Decrement(ref _readers) == 0;
}
