namespace OpenStackImage.ImageData;

/// <summary>Copies data of any size in the memory of two pieces: while one is written and hashed, the next is read.</summary>
internal static class HashedCopy
{
    private const int PieceSize = 512 * 1024;

    /// <param name="read">Fills a buffer as far as it can; fewer bytes than asked for are the last.</param>
    /// <param name="write">Takes a piece.</param>
    /// <param name="hash">Sees each piece; null for none.</param>
    /// <param name="done">Told of each piece that is written and hashed.</param>
    public static async Task RunAsync(Func<byte[], Task<int>> read, Func<byte[], int, Task> write, DataHash? hash, Action<int> done)
    {
        var (piece, next) = (new byte[PieceSize], new byte[PieceSize]);
        var count = await read(piece).ConfigureAwait(false);
        while (count > 0)
        {
            var (current, length) = (piece, count);
            var hashing = hash is null ? Task.CompletedTask : Task.Run(() => hash.Append(current, length));
            var reading = length < PieceSize ? Task.FromResult(0) : read(next);
            try
            {
                await write(current, length).ConfigureAwait(false);
            }
            finally
            {
                // Nobody may be left at work on the buffers.
                await hashing.ConfigureAwait(false);
                await Task.WhenAny(reading).ConfigureAwait(false);
            }

            done(length);
            count = await reading.ConfigureAwait(false);
            (piece, next) = (next, piece);
        }
    }

    /// <summary>Reads until the buffer is full or the stream ends.</summary>
    public static async Task<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        int read;
        while (count < buffer.Length && (read = await source.ReadAsync(buffer, count, buffer.Length - count, cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
        }

        return count;
    }
}
