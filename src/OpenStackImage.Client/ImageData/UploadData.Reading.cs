using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <content>Reading the stream, and its errors.</content>
internal sealed partial class UploadData
{
    /// <summary>
    /// Files that the system generates report a size of 0 bytes (/proc) or of a memory page (/sys), which is at most 64 KB.
    /// </summary>
    private const int MaxStatedSize = 64 * 1024;

    /// <summary>Reading a system log such as /proc/kmsg waits for new entries.</summary>
    private static readonly TimeSpan MaxFirstRead = TimeSpan.FromSeconds(5);

    private async Task<ReadChunk> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            // Reading a file on an unreachable server, or another stream, may not stop when it is canceled.
            var chunk = await HashedCopy.FillAsync(_stream, buffer, cancellationToken).OrCanceledAsync(cancellationToken)
                .ConfigureAwait(false);
            chunk.Failure?.Throw();
            return chunk;
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            throw new FileException(
                ErrorIds.FileFailed, $"{_description} cannot be read: {failure.Message}", "Check it, and run the command again.", failure);
        }
    }

    /// <exception cref="FileException">The size of the file differs from the reported size.</exception>
    private async Task CheckSizeAsync(CancellationToken cancellationToken)
    {
        if (_stream is not FileStream { CanSeek: true } || Length > MaxStatedSize)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MaxFirstRead);
        int count;
        try
        {
            count = (await ReadAsync(new byte[MaxStatedSize + 1], limit.Token).ConfigureAwait(false)).Count;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Generated("data that does not arrive");
        }

        if (count != Length)
        {
            throw Generated(count > MaxStatedSize ? "more" : $"{count}");
        }

        _stream.Position = _start;
    }

    private FileException Generated(string what) => new(
        ErrorIds.FileFailed,
        $"{_description} reports a size of {Length} bytes, but has {what}. "
            + "The system generates such files when they are read, for example those in /proc and /sys.",
        "Copy it to a regular file, and use that.");

    /// <summary>
    /// Returns the last write time of the file; null if the stream is not a file, and on .NET Framework, which locks the file.
    /// </summary>
    private static DateTime? LastWriteOf(Stream stream)
#if NET
        => stream is FileStream { SafeFileHandle: { IsInvalid: false } file } ? File.GetLastWriteTimeUtc(file) : null;
#else
        => null;
#endif

    private FileException Changed(string how) => new(
        ErrorIds.FileFailed,
        $"{_description} changed while it was sent: {how}.",
        "Run the command again when nothing writes to it.");

    private ImageDataException Unexpected() => new(
        ErrorIds.HashMismatch,
        $"The data to send ({_description}) does not have the hash {Expected}.",
        "Obtain the data again, or correct -ExpectedHash.");
}
