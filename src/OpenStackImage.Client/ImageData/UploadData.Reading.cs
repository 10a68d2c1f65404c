using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <content>Reading the stream, and its errors.</content>
internal sealed partial class UploadData
{
    private async Task<ReadPiece> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            // A read of a file on an unreachable server, or of another stream, may not end when it is canceled.
            var piece = await HashedCopy.FillAsync(_stream, buffer, cancellationToken).OrCanceledAsync(cancellationToken)
                .ConfigureAwait(false);
            piece.Failure?.Throw();
            return piece;
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            throw new FileException(
                ErrorIds.FileFailed, $"{_description} cannot be read: {failure.Message}", "Check it, and run the command again.", failure);
        }
    }

    /// <summary>Returns when the file was written; null for what is not a file, and on .NET Framework, which locks the file.</summary>
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
