namespace OpenStackImage.ImageData;

/// <summary>A read-only, asynchronous stream that can be read once from its beginning to its end.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(new ArraySegment<byte>(buffer, offset, count), cancellationToken);

#if NET
    public sealed override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => System.Runtime.InteropServices.MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)buffer, out var segment)
            ? new ValueTask<int>(ReadAsync(segment, cancellationToken))
            : base.ReadAsync(buffer, cancellationToken);
#endif

    public sealed override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public sealed override void Flush()
    {
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads the next bytes, at least one before the end of the stream.</summary>
    /// <returns>The number of bytes; 0 at the end.</returns>
    protected abstract Task<int> ReadAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken);
}
