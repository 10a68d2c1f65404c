#if NET
using System.Text;
using Flurl.Http;

namespace OpenStackImage.Http;

/// <summary>
/// A connection that keeps what the server sends while a body is being sent. A server that refuses a body before its end responds and
/// closes the connection; .NET then reports the failed write instead of the response.
/// </summary>
/// <param name="inner">The connection.</param>
internal sealed class UploadConnection(Stream inner) : Stream
{
    private const int MaxKept = 64 * 1024;

    /// <summary>A redirect of an upload is not followed: it is refused, too.</summary>
    private const int FirstRefusal = 300;

    private static readonly HttpRequestOptionsKey<UploadConnection> Key = new(nameof(UploadConnection));
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RestOfResponse = TimeSpan.FromSeconds(1);

    private readonly MemoryStream _kept = new();
    private volatile RawResponse? _refusal;

    /// <summary>The last read of the handler, which may still be in progress.</summary>
    private volatile Task _reading = Task.CompletedTask;

    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Wraps the connection that a request opened.</summary>
    public static UploadConnection Open(Stream inner, HttpRequestMessage request)
    {
        var connection = new UploadConnection(inner);
        request.Options.Set(Key, connection);
        return connection;
    }

    /// <summary>Returns the refusal that arrived before the body was sent; null if there is none.</summary>
    public static RawResponse? RefusalOf(FlurlHttpException failure)
        => failure.Call?.HttpRequestMessage is { } request && request.Options.TryGetValue(Key, out var connection)
            ? connection._refusal
            : null;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = inner.ReadAsync(buffer, cancellationToken).AsTask();
        _reading = reading;
        var count = await reading.ConfigureAwait(false);
        Keep(buffer[..count]);
        return count;
    }

    /// <exception cref="IOException">The server has refused the body; the rest is not sent.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_refusal is null)
        {
            await WriteUnlessRefusedAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        if (_refusal is not null)
        {
            await ReadRestAsync(cancellationToken).ConfigureAwait(false);
            throw new IOException("The server refused the body before its end.");
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task WriteUnlessRefusedAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        var writing = inner.WriteAsync(buffer, cancellationToken).AsTask();
        if (writing.IsCompletedSuccessfully)
        {
            return;
        }

        while (_refusal is null && !writing.IsCompleted)
        {
            // A server that has refused the body may neither continue to read nor close the connection.
            await Task.WhenAny(writing, Task.Delay(CheckInterval, cancellationToken)).ConfigureAwait(false);
        }

        try
        {
            if (writing.IsCompleted)
            {
                await writing.ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The failure may be caused by a refusal that has not been read yet.
            await ReadLateAsync(cancellationToken).ConfigureAwait(false);
            if (_refusal is null)
            {
                throw;
            }
        }

        writing.IgnoreFailure();
    }

    /// <summary>
    /// The server has closed the connection: what it sent before is here already. A read of the handler ends now.
    /// </summary>
    private async Task ReadLateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _reading.ConfigureAwait(false);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is broken for the handler, too.
        }

        await ReadUntilAsync(() => _refusal is null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// After a final status line the handler reads nothing until the body has been sent, so that the rest can be read here.
    /// </summary>
    private Task ReadRestAsync(CancellationToken cancellationToken)
        => ReadUntilAsync(() => _refusal is { IsComplete: false }, cancellationToken);

    private async Task ReadUntilAsync(Func<bool> isIncomplete, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RestOfResponse);
        var buffer = new byte[4096];
        try
        {
            for (var count = 1; count > 0 && isIncomplete();)
            {
                count = await inner.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
                Keep(buffer.AsMemory(0, count));
            }
        }
        catch (Exception end) when (
            end is IOException or OperationCanceledException or ObjectDisposedException or NotSupportedException
                or InvalidOperationException)
        {
            // The data that has arrived is sufficient. An encrypted connection supports only one reader at a time.
        }
    }

    private void Keep(ReadOnlyMemory<byte> bytes)
    {
        if (_kept.Length + bytes.Length <= MaxKept)
        {
            _kept.Write(bytes.Span);
            var text = Encoding.Latin1.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);
            _refusal = RawResponse.Parse(text) is { StatusCode: >= FirstRefusal } refusal ? refusal : null;
        }
    }
}
#endif
