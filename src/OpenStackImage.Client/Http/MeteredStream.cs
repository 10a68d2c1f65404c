namespace OpenStackImage.Http;

/// <summary>The body of a request or response. The stream counts its bytes, and limits the time without progress.</summary>
internal sealed class MeteredStream(Stream inner, IdleTimeout limit, Action<int> moved) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        limit.Resume();
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        limit.Pause(read);
        moved(read);
        return read;
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        limit.Resume();
        await inner.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        limit.Pause(count);
        moved(count);
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        limit.Resume();
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        limit.Pause(read);
        moved(read);
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        limit.Resume();
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        limit.Pause(buffer.Length);
        moved(buffer.Length);
    }
#endif

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
