using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace OpenStackImage.Http;

/// <summary>Reads a list in the background, while its consumer is busy with the items before.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// Returns the items of a list, of which up to <paramref name="capacity"/> are read before they are needed. If the list fails, the
    /// items before the failure come first.
    /// </summary>
    /// <param name="source">The list. It is read until the consumer ends.</param>
    /// <param name="capacity">The maximum number of items that wait for the consumer, from 1.</param>
    /// <param name="cancellationToken">Ends the reading of the list.</param>
    public static async IAsyncEnumerable<T> OfAsync<T>(
        IAsyncEnumerable<T> source, int capacity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAllAsync(source, buffer.Writer, stop.Token);
        try
        {
            while (await buffer.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (buffer.Reader.TryRead(out var item))
                {
                    yield return item;
                }
            }

            (await reading.ConfigureAwait(false))?.Throw();
        }
        finally
        {
            stop.Cancel();
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>Returns the failure that ended the list. It is not passed to the channel, whose task is not observed.</summary>
    private static async Task<ExceptionDispatchInfo?> ReadAllAsync<T>(
        IAsyncEnumerable<T> source, ChannelWriter<T> buffer, CancellationToken stop)
    {
        try
        {
            await foreach (var item in source.WithCancellation(stop).ConfigureAwait(false))
            {
                await buffer.WriteAsync(item, stop).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception failure)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            buffer.Complete();
        }
    }
}
