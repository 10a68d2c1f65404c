using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <content>Reading the stream, and its errors.</content>
internal sealed partial class UploadData
{
    private async Task<ReadPiece> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            var piece = await HashedCopy.FillAsync(_stream, buffer, cancellationToken).ConfigureAwait(false);
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

    private FileException Changed(string count) => new(
        ErrorIds.FileFailed,
        $"{_description} changed while it was sent: {count} bytes were read.",
        "Run the command again when nothing writes to it.");

    private ImageDataException Unexpected() => new(
        ErrorIds.HashMismatch,
        $"The data to send ({_description}) does not have the hash {Expected}.",
        "Obtain the data again, or correct -ExpectedHash.");
}
