using System.Runtime.ExceptionServices;

namespace OpenStackImage.ImageData;

/// <summary>Bytes that were read into a buffer.</summary>
/// <param name="Count">The number of bytes.</param>
/// <param name="Failure">The failure after these bytes; null if there was none.</param>
internal readonly record struct ReadChunk(int Count, ExceptionDispatchInfo? Failure);

/// <summary>Copies data of any size with two buffers. While one chunk is written and hashed, the next one is read.</summary>
internal static class HashedCopy
{
    private const int ChunkSize = 512 * 1024;

    /// <param name="read">Fills a buffer. A chunk that is smaller than the buffer is the last one.</param>
    /// <param name="write">Writes a chunk.</param>
    /// <param name="hash">Hashes each chunk; null for no hash.</param>
    /// <param name="written">Is notified of the size of each chunk that was written and hashed.</param>
    public static async Task RunAsync(
        Func<byte[], Task<ReadChunk>> read, Func<byte[], int, Task> write, DataHash? hash, Action<int> written)
    {
        var (buffer, other) = (new byte[ChunkSize], new byte[ChunkSize]);
        var chunk = await read(buffer).ConfigureAwait(false);
        while (chunk.Count > 0)
        {
            var (current, count) = (buffer, chunk.Count);
            var hashing = hash is null ? Task.CompletedTask : Task.Run(() => hash.Append(current, count));
            var reading = count < ChunkSize ? Task.FromResult(new ReadChunk(0, chunk.Failure)) : read(other);
            try
            {
                await write(current, count).ConfigureAwait(false);
            }
            finally
            {
                // No task may use the buffers after this method has returned.
                await hashing.ConfigureAwait(false);
                await Task.WhenAny(reading).ConfigureAwait(false);
            }

            written(count);
            chunk = await reading.ConfigureAwait(false);
            (buffer, other) = (other, buffer);
        }

        chunk.Failure?.Throw();
    }

    /// <summary>Reads until the buffer is full or the stream ends. Bytes that arrived before a failure are returned with it.</summary>
    public static async Task<ReadChunk> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            int read;
            while (count < buffer.Length
                && (read = await source.ReadAsync(buffer, count, buffer.Length - count, cancellationToken).ConfigureAwait(false)) > 0)
            {
                count += read;
            }

            return new ReadChunk(count, null);
        }
        catch (Exception failure) when (count > 0)
        {
            return new ReadChunk(count, ExceptionDispatchInfo.Capture(failure));
        }
    }
}
